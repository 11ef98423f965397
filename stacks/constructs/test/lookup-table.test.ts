// What is deployed as a look-up's table?
import { describe, expect, it } from "vitest";
import { LookupTable, type LookupTableOptions } from "../src/index.ts";
import { DEPLOYMENT, resourceOf, synthesisedStack, type TestedStack } from "./synthesised.ts";

const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/k";

function deployed(change: Partial<LookupTableOptions> = {}): TestedStack {
  return synthesisedStack((stack) => {
    const options = { deployment: DEPLOYMENT, tableName: "companies", deletionProtection: true };
    new LookupTable(stack, "companies", { ...options, ...change });
  });
}

describe("a look-up's table", () => {
  it("is paid by request, encrypted, recoverable and protected, with one text as its key", () => {
    expect(resourceOf(deployed(), "aws_dynamodb_table")).toMatchObject({
      name: "companies",
      billing_mode: "PAY_PER_REQUEST",
      hash_key: "lookupKey",
      attribute: [{ name: "lookupKey", type: "S" }],
      point_in_time_recovery: { enabled: true },
      server_side_encryption: { enabled: true },
      deletion_protection_enabled: true,
      lifecycle: { prevent_destroy: true },
    });
  });

  it("takes a key name, an encryption key, and less protection", () => {
    const table = resourceOf(
      deployed({ keyName: "sub", keyArn, deletionProtection: false }),
      "aws_dynamodb_table",
    );
    expect(table).toMatchObject({
      hash_key: "sub",
      attribute: [{ name: "sub", type: "S" }],
      server_side_encryption: { enabled: true, kms_key_arn: keyArn },
      deletion_protection_enabled: false,
    });
    expect(table).not.toHaveProperty("lifecycle");
  });

  it.each<[Partial<LookupTableOptions>, string, string]>([
    [{ tableName: "ab" }, "TABLE_NAME_INVALID", "tableName"],
    [{ tableName: "a/bc" }, "TABLE_NAME_INVALID", "tableName"],
    [{ keyName: "" }, "KEY_NAME_INVALID", "keyName"],
    [{ keyName: "k".repeat(256) }, "KEY_NAME_INVALID", "keyName"],
  ])("with %j is refused", (change, code, at) => {
    expect(deployed(change).refusals).toEqual([{ code, at, text: expect.stringMatching(/^expected /) }]);
  });
});
