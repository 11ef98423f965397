// Where are the facts kept that a policy looks up? A table, read by key.
import type { Construct } from "constructs";
import { DataTable, type DataTableOptions } from "./data-table.ts";
import type { Statement } from "./iam/policy-document.ts";

/**
 * The partition key of a look-up's table. It holds what the look-up's `key` says: a `sub`, a client id or an attribute's value. So
 * it is called after none of them, like no field, and is no reserved word of DynamoDB.
 */
export const LOOKUP_KEY_NAME = "lookupKey";

/** A table of facts about users or machines. */
export interface LookupTableOptions extends Omit<DataTableOptions, "keyName" | "sortKeyName"> {
  /** The partition key, a text. Default `lookupKey`: the trigger reads tables by this name alone. */
  readonly keyName?: string;
}

/** A `DataTable` with one item for each key. A bad import can be undone. */
export class LookupTable extends DataTable {
  constructor(scope: Construct, id: string, { keyName = LOOKUP_KEY_NAME, ...options }: LookupTableOptions) {
    super(scope, id, { ...options, keyName });
  }

  /** Reading one item by its key: no query, no scan, no batch, since an evaluation looks up one user or machine. */
  readStatement(sid: string): Statement {
    return this.itemStatement(sid, ["GetItem"]);
  }
}
