// How do the writes of one piece of work become all or none? Each gives its way back; where the work throws, all are taken.
import type { Key, Reader, Table, Writer } from "./database.ts";

/** Takes one change back. */
export type Undo = () => void;

/** Rows that change at once: what a kind of database brings. */
export interface ChangingRows extends Reader {
  /** Puts a row in its place, or takes it away where it is `undefined`. */
  set(table: Table<unknown>, key: Key, row: unknown): Undo;
  /** Takes away every row of a scope. */
  clear(table: Table<unknown>, scope: string): Undo;
}

/**
 * Runs `work` on the rows; where it throws, they are as before.
 * @throws whatever `work` throws
 */
export function undoable<Result>(rows: ChangingRows, work: (tx: Writer) => Result): Result {
  const undo: Undo[] = [];
  try {
    return work({
      get: (table, key) => rows.get(table, key),
      list: (table, scope, after) => rows.list(table, scope, after),
      put: (table, key, row) => undo.push(rows.set(table, key, row)),
      remove: (table, key) => undo.push(rows.set(table, key, undefined)),
      removeAll: (table, scope) => undo.push(rows.clear(table, scope)),
    });
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw error;
  }
}
