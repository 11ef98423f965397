// Is the state safe in its bucket? What would be deployed of it, and what is refused.
import { expect, it } from "vitest";
import { StateBucket, type StateBucketOptions } from "../src/index.ts";
import { DEPLOYMENT, resourceOf, synthesisedStack } from "./synthesised.ts";

function stateBucket(changes: Partial<StateBucketOptions> = {}) {
  return synthesisedStack((stack) => {
    new StateBucket(stack, "state", { deployment: DEPLOYMENT, bucketName: "example-state", ...changes });
  });
}

it.each([
  ["aws_s3_bucket", { bucket: "example-state", force_destroy: false, lifecycle: { prevent_destroy: true } }],
  ["aws_s3_bucket_versioning", { versioning_configuration: { status: "Enabled" } }],
  [
    "aws_s3_bucket_public_access_block",
    {
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    },
  ],
  ["aws_s3_bucket_ownership_controls", { rule: { object_ownership: "BucketOwnerEnforced" } }],
  [
    "aws_s3_bucket_server_side_encryption_configuration",
    { rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }] },
  ],
  [
    "aws_s3_bucket_lifecycle_configuration",
    {
      rule: [
        {
          status: "Enabled",
          noncurrent_version_expiration: [{ noncurrent_days: 30 }],
          abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        },
      ],
    },
  ],
])("has its %s", (type, expected) => {
  expect(resourceOf(stateBucket({ earlierStatesDays: 30 }), type)).toMatchObject(expected);
});

it("denies everything without TLS, to everyone, on the bucket and what is in it", () => {
  const { policy } = resourceOf(stateBucket(), "aws_s3_bucket_policy");
  expect(JSON.parse(String(policy)).Statement).toEqual([
    {
      Sid: "TlsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: ["arn:aws:s3:::example-state", "arn:aws:s3:::example-state/*"],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
});

it.each([
  ["BUCKET_NAME_INVALID", "bucketName", { bucketName: "Example_State" }],
  ["BUCKET_NAME_INVALID", "bucketName", { bucketName: "a" }],
  ["EARLIER_STATES_DAYS_INVALID", "earlierStatesDays", { earlierStatesDays: 0 }],
  ["EARLIER_STATES_DAYS_INVALID", "earlierStatesDays", { earlierStatesDays: 1.5 }],
])("refuses with %s at %s: %o", (code, at, changes) => {
  expect(stateBucket(changes).refusals).toMatchObject([{ code, at }]);
});
