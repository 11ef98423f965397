// What is deployed as an API's table, and which rights does it give?
import { describe, expect, it } from "vitest";
import { DataTable, type DataTableOptions } from "../src/index.ts";
import { DEPLOYMENT, resourceOf, synthesisedStack, type TestedStack } from "./synthesised.ts";

const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/k";
const OPTIONS: DataTableOptions = {
  deployment: DEPLOYMENT,
  tableName: "shop-dev-orders",
  keyName: "companyId",
  sortKeyName: "id",
  deletionProtection: true,
};

function deployed(
  change: Partial<DataTableOptions> = {},
  use: (table: DataTable) => void = () => {},
): TestedStack {
  return synthesisedStack((stack) => use(new DataTable(stack, "orders", { ...OPTIONS, ...change })));
}

describe("an API's table", () => {
  it("is paid by request, encrypted, recoverable and protected, with two texts as its key", () => {
    expect(resourceOf(deployed(), "aws_dynamodb_table")).toMatchObject({
      name: "shop-dev-orders",
      billing_mode: "PAY_PER_REQUEST",
      hash_key: "companyId",
      range_key: "id",
      attribute: [
        { name: "companyId", type: "S" },
        { name: "id", type: "S" },
      ],
      point_in_time_recovery: { enabled: true },
      server_side_encryption: { enabled: true },
      deletion_protection_enabled: true,
      lifecycle: { prevent_destroy: true },
    });
  });

  it("takes less protection, and a key of one's own", () => {
    const table = resourceOf(deployed({ deletionProtection: false, keyArn }), "aws_dynamodb_table");
    expect(table).toMatchObject({
      server_side_encryption: { enabled: true, kms_key_arn: keyArn },
      deletion_protection_enabled: false,
    });
    expect(table).not.toHaveProperty("lifecycle");
  });

  it("gives the actions that were asked for, on itself alone", () => {
    const given: unknown[] = [];
    deployed({}, (table) => given.push(table.itemStatement("Orders", ["GetItem", "Query"])));
    expect(given).toEqual([
      {
        sid: "Orders",
        actions: ["dynamodb:GetItem", "dynamodb:Query"],
        resources: ["arn:aws:dynamodb:eu-west-1:111122223333:table/shop-dev-orders"],
      },
    ]);
  });

  it.each([
    [undefined, undefined],
    [
      keyArn,
      {
        sid: "Key",
        actions: ["kms:Decrypt"],
        resources: [keyArn],
        conditions: { StringEquals: { "kms:ViaService": ["dynamodb.eu-west-1.amazonaws.com"] } },
      },
    ],
  ])("with the key %s its users decrypt by %j", (key, statement) => {
    const given: unknown[] = [];
    deployed(key === undefined ? {} : { keyArn: key }, (table) => given.push(table.decryptStatement("Key")));
    expect(given).toEqual([statement]);
  });

  it.each<[Partial<DataTableOptions>, string, string]>([
    [{ tableName: "a/bc" }, "TABLE_NAME_INVALID", "tableName"],
    [{ keyName: "" }, "KEY_NAME_INVALID", "keyName"],
    [{ sortKeyName: "k".repeat(256) }, "KEY_NAME_INVALID", "sortKeyName"],
    [{ sortKeyName: "companyId" }, "KEY_NAME_TWICE", "sortKeyName"],
  ])("with %j is refused", (change, code, at) => {
    expect(deployed(change).refusals).toEqual([{ code, at, text: expect.stringMatching(/^expected /) }]);
  });
});
