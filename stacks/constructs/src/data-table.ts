// Where does an API keep its data? A table, its keys, and what its readers and writers may do.
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table/index.js";
import { Construct } from "constructs";
import { builtArn, type Deployment } from "./deployment.ts";
import type { Statement } from "./iam/policy-document.ts";
import { type Refusal, refuseAtSynth } from "./refusal.ts";

/** A table and its keys. */
export interface DataTableOptions {
  readonly deployment: Deployment;
  /** 3 to 255 letters, digits and `_.-`. Known before anything is deployed. (Amazon DynamoDB: Supported data types and naming rules) */
  readonly tableName: string;
  /** The partition key, a text. Another name makes another table. */
  readonly keyName: string;
  /** The sort key, a text. Default: none, one item for each partition key. */
  readonly sortKeyName?: string;
  /** True: nothing deletes the table before protection is switched off and deployed. (Amazon DynamoDB: Using deletion protection) */
  readonly deletionProtection: boolean;
  /**
   * ARN of a KMS key of your own. Default: the account's key that AWS manages for DynamoDB, which asks no reader for a right.
   * (Amazon DynamoDB: DynamoDB encryption at rest)
   */
  readonly keyArn?: string;
}

/** What may be done with items: each is a right of its own. (Service Authorization Reference: Amazon DynamoDB) */
export type ItemAction =
  | "BatchGetItem"
  | "ConditionCheckItem"
  | "DeleteItem"
  | "GetItem"
  | "PutItem"
  | "Query"
  | "Scan"
  | "UpdateItem";

/**
 * A table paid by request, encrypted, with point-in-time recovery: no capacity to plan, and what a mistake wrote or deleted can be undone.
 *
 * Refusals: `TABLE_NAME_INVALID`, `KEY_NAME_INVALID`, `KEY_NAME_TWICE`.
 */
export class DataTable extends Construct {
  readonly tableName: string;
  readonly keyName: string;
  /** Built, not read: known before the table is there. */
  readonly tableArn: string;
  readonly table: DynamodbTable;
  readonly #options: DataTableOptions;

  constructor(scope: Construct, id: string, options: DataTableOptions) {
    super(scope, id);
    const { deployment, tableName, keyName } = options;
    this.#options = options;
    this.tableName = tableName;
    this.keyName = keyName;
    this.tableArn = builtArn(deployment, "dynamodb", `table/${tableName}`);
    refuseAtSynth(this, () => nameRefusals(options));
    this.table = this.#table(options);
  }

  /** These actions on this table, and no others; give it to a `ZipFunction` with `decryptStatement`. */
  itemStatement(sid: string, actions: readonly [ItemAction, ...ItemAction[]]): Statement {
    const [first, ...others] = actions;
    return {
      sid,
      actions: [`dynamodb:${first}`, ...others.map((action) => `dynamodb:${action}`)],
      resources: [this.tableArn],
    };
  }

  /**
   * What readers and writers may do with the key, through DynamoDB alone: each decrypts the table's own key. `undefined` where AWS manages
   * the key. (Amazon DynamoDB: Using AWS KMS keys)
   */
  decryptStatement(sid: string): Statement | undefined {
    const { keyArn, deployment } = this.#options;
    if (keyArn === undefined) return undefined;
    const conditions = {
      StringEquals: { "kms:ViaService": [`dynamodb.${deployment.region}.amazonaws.com`] },
    };
    return { sid, actions: ["kms:Decrypt"], resources: [keyArn], conditions };
  }

  #table({ tableName, keyName, sortKeyName, deletionProtection, keyArn }: DataTableOptions): DynamodbTable {
    const sortKey = sortKeyName === undefined ? [] : [{ name: sortKeyName, type: "S" }];
    return new DynamodbTable(this, "table", {
      name: tableName,
      billingMode: "PAY_PER_REQUEST",
      tableClass: "STANDARD",
      hashKey: keyName,
      ...(sortKeyName !== undefined && { rangeKey: sortKeyName }),
      attribute: [{ name: keyName, type: "S" }, ...sortKey],
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true, ...(keyArn !== undefined && { kmsKeyArn: keyArn }) },
      deletionProtectionEnabled: deletionProtection,
      ...(deletionProtection && { lifecycle: { preventDestroy: true } }),
    });
  }
}

function nameRefusals({ tableName, keyName, sortKeyName }: DataTableOptions): readonly Refusal[] {
  const table = {
    code: "TABLE_NAME_INVALID",
    at: "tableName",
    text: "expected 3 to 255 letters, digits, _ . or -",
  };
  const keys = sortKeyName === undefined ? { keyName } : { keyName, sortKeyName };
  const twice = { code: "KEY_NAME_TWICE", at: "sortKeyName", text: "expected another name than keyName" };
  return [
    ...(/^[\w.-]{3,255}$/.test(tableName) ? [] : [table]),
    ...Object.entries(keys)
      .filter(([, name]) => name.length < 1 || name.length > 255)
      .map(([at]) => ({ code: "KEY_NAME_INVALID", at, text: "expected 1 to 255 characters" })),
    ...(sortKeyName === keyName ? [twice] : []),
  ];
}
