// Where does Terraform keep what it deployed? In a bucket that keeps earlier states, and that nobody reads by accident.
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls/index.js";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy/index.js";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning/index.js";
import { Construct } from "constructs";
import { type Deployment, partitionOf } from "./deployment.ts";
import { type Refusal, refuseAtSynth } from "./refusal.ts";

/** A bucket for the state of stacks. It holds secrets: those of clients, for one. (Terraform: Sensitive data in state) */
export interface StateBucketOptions {
  readonly deployment: Deployment;
  /** 3 to 63 lower case letters, digits, `.` and `-`; unique in the world. (Amazon S3: General purpose bucket naming rules) */
  readonly bucketName: string;
  /** Days that an earlier state is kept, 1 or more. Default 90. (Amazon S3: Managing the lifecycle of objects) */
  readonly earlierStatesDays?: number;
}

const UNFINISHED_UPLOAD_DAYS = 7;

/** Versioned, encrypted, by TLS only, without public access, owned by its account whoever writes, and not to be destroyed. */
export class StateBucket extends Construct {
  readonly bucket: S3Bucket;
  readonly #options: StateBucketOptions;

  constructor(scope: Construct, id: string, options: StateBucketOptions) {
    super(scope, id);
    this.#options = options;
    refuseAtSynth(this, () => stateBucketRefusals(options));
    this.bucket = new S3Bucket(this, "bucket", {
      bucket: options.bucketName,
      forceDestroy: false,
      objectLockEnabled: false,
      lifecycle: { preventDestroy: true },
    });
    this.#privacy();
    this.#versions();
  }

  #privacy(): void {
    const { id: bucket } = this.bucket;
    const block = new S3BucketPublicAccessBlock(this, "no-public-access", {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, "owner", {
      bucket,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, bucketKeyEnabled: false }],
    });
    new S3BucketPolicy(this, "tls-only", { bucket, policy: this.#tlsOnly(), dependsOn: [block] });
  }

  /** (Amazon S3: Security best practices, Enforce encryption of data in transit) */
  #tlsOnly(): string {
    const arn = `arn:${partitionOf(this.#options.deployment)}:s3:::${this.#options.bucketName}`;
    return JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "TlsOnly",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [arn, `${arn}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  }

  #versions(): void {
    const { id: bucket } = this.bucket;
    const versioning = new S3BucketVersioningA(this, "versions", {
      bucket,
      versioningConfiguration: { status: "Enabled" },
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket,
      rule: [
        {
          id: "earlier-states",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrentVersionExpiration: [{ noncurrentDays: this.#options.earlierStatesDays ?? 90 }],
          // Every lock that is given back leaves a marker.
          expiration: [{ expiredObjectDeleteMarker: true }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: UNFINISHED_UPLOAD_DAYS }],
        },
      ],
      dependsOn: [versioning],
    });
  }
}

function stateBucketRefusals({ bucketName, earlierStatesDays = 90 }: StateBucketOptions): readonly Refusal[] {
  const checks = [
    {
      isWrong: !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucketName),
      code: "BUCKET_NAME_INVALID",
      at: "bucketName",
      text: "expected 3 to 63 lower case letters, digits, dots and hyphens, a letter or digit at both ends",
    },
    {
      isWrong: !Number.isInteger(earlierStatesDays) || earlierStatesDays < 1,
      code: "EARLIER_STATES_DAYS_INVALID",
      at: "earlierStatesDays",
      text: "expected a whole number of days, 1 or more: an earlier state is what a broken one is repaired from",
    },
  ];
  return checks.filter(({ isWrong }) => isWrong).map(({ code, at, text }) => ({ code, at, text }));
}
