// Where are the facts kept that a policy looks up? A table, read by key.
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table/index.js";
import { Construct } from "constructs";
import { builtArn, type Deployment } from "./deployment.ts";
import type { Statement } from "./iam/policy-document.ts";
import { type Refusal, refuseAtSynth } from "./refusal.ts";

/**
 * The partition key of a look-up's table. It holds what the look-up's `key` says: a `sub`, a client id or an attribute's value. So
 * it is called after none of them, like no field, and is no reserved word of DynamoDB.
 */
export const LOOKUP_KEY_NAME = "lookupKey";

/** A table of facts about users or machines. */
export interface LookupTableOptions {
  readonly deployment: Deployment;
  /** 3 to 255 letters, digits and `_.-`. Known before anything is deployed. (Amazon DynamoDB: Supported data types and naming rules) */
  readonly tableName: string;
  /** The partition key, a text. Default `lookupKey`: the trigger reads tables by this name alone. */
  readonly keyName?: string;
  /** True: nothing deletes the table before protection is switched off and deployed. (Amazon DynamoDB: Using deletion protection) */
  readonly deletionProtection: boolean;
  /**
   * ARN of a KMS key of your own. Default: the account's key that AWS manages for DynamoDB, which asks no reader for a right.
   * (Amazon DynamoDB: DynamoDB encryption at rest)
   */
  readonly keyArn?: string;
}

/** A table paid by request, encrypted, with point-in-time recovery: no capacity to plan, and a bad import can be undone. */
export class LookupTable extends Construct {
  readonly tableName: string;
  readonly keyName: string;
  /** Built, not read: known before the table is there. */
  readonly tableArn: string;
  readonly table: DynamodbTable;
  readonly #options: LookupTableOptions;

  constructor(scope: Construct, id: string, options: LookupTableOptions) {
    super(scope, id);
    const { deployment, tableName, keyName = LOOKUP_KEY_NAME } = options;
    this.#options = options;
    this.tableName = tableName;
    this.keyName = keyName;
    this.tableArn = builtArn(deployment, "dynamodb", `table/${tableName}`);
    refuseAtSynth(this, () => nameRefusals(tableName, keyName));
    this.table = this.#table(options, keyName);
  }

  /** Reading one item by its key: no query, no scan, no batch, since an evaluation looks up one user or machine. */
  readStatement(sid: string): Statement {
    return { sid, actions: ["dynamodb:GetItem"], resources: [this.tableArn] };
  }

  /** What a reader may do with the key, through DynamoDB alone; `undefined` where AWS manages the key. (Amazon DynamoDB: Using AWS KMS keys) */
  decryptStatement(sid: string): Statement | undefined {
    const { keyArn, deployment } = this.#options;
    if (keyArn === undefined) return undefined;
    const conditions = {
      StringEquals: { "kms:ViaService": [`dynamodb.${deployment.region}.amazonaws.com`] },
    };
    return { sid, actions: ["kms:Decrypt"], resources: [keyArn], conditions };
  }

  #table({ tableName, deletionProtection, keyArn }: LookupTableOptions, keyName: string): DynamodbTable {
    return new DynamodbTable(this, "table", {
      name: tableName,
      billingMode: "PAY_PER_REQUEST",
      tableClass: "STANDARD",
      hashKey: keyName,
      attribute: [{ name: keyName, type: "S" }],
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true, ...(keyArn !== undefined && { kmsKeyArn: keyArn }) },
      deletionProtectionEnabled: deletionProtection,
      ...(deletionProtection && { lifecycle: { preventDestroy: true } }),
    });
  }
}

function nameRefusals(tableName: string, keyName: string): readonly Refusal[] {
  const table = {
    code: "TABLE_NAME_INVALID",
    at: "tableName",
    text: "expected 3 to 255 letters, digits, _ . or -",
  };
  const key = { code: "KEY_NAME_INVALID", at: "keyName", text: "expected 1 to 255 characters" };
  return [
    ...(/^[\w.-]{3,255}$/.test(tableName) ? [] : [table]),
    ...(keyName.length >= 1 && keyName.length <= 255 ? [] : [key]),
  ];
}
