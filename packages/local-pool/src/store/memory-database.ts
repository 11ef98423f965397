// How does the pool keep its state in memory?
import type { Database, Key, Table, Writer } from "./database.ts";
import { compareNames } from "./names.ts";
import { type ChangingRows, type Undo, undoable } from "./undoable.ts";

/** A database that forgets everything with the process. */
export function memoryDatabase(): Database {
  const rows = new MemoryRows();
  return {
    get: (table, key) => rows.get(table, key),
    list: (table, scope, after) => rows.list(table, scope, after),
    write: async <Result>(work: (tx: Writer) => Result) => undoable(rows, work),
    close: async () => {},
  };
}

/** The rows of one scope of one table. */
interface Scope {
  readonly rows: Map<string, unknown>;
  /** Made when it is asked for, and again after a name came or went. */
  sortedNames?: readonly string[] | undefined;
}

class MemoryRows implements ChangingRows {
  /** Table → scope → its rows. */
  readonly #tables = new Map<string, Map<string, Scope>>();

  get<Row>({ name: table }: Table<Row>, [scope, name]: Key): Row | undefined {
    return this.#tables.get(table)?.get(scope)?.rows.get(name) as Row | undefined;
  }

  *list<Row>({ name: table }: Table<Row>, scope: string, after?: string): Iterable<Row> {
    const found = this.#tables.get(table)?.get(scope);
    if (found === undefined) return;
    const names = sortedNames(found);
    for (let index = after === undefined ? 0 : firstAfter(names, after); index < names.length; index++) {
      const row = found.rows.get(names[index] ?? "");
      // A row that has gone since the listing began.
      if (row !== undefined) yield row as Row;
    }
  }

  set({ name: table }: Table<unknown>, [scope, name]: Key, row: unknown): Undo {
    const scopes = entry(this.#tables, table, () => new Map<string, Scope>());
    const found = entry(scopes, scope, (): Scope => ({ rows: new Map() }));
    const before = found.rows.get(name);
    replace(found, name, row);
    return () => replace(found, name, before);
  }

  clear({ name: table }: Table<unknown>, scope: string): Undo {
    const scopes = this.#tables.get(table);
    const found = scopes?.get(scope);
    if (scopes === undefined || found === undefined) return () => {};
    scopes.delete(scope);
    return () => scopes.set(scope, found);
  }
}

function replace(scope: Scope, name: string, row: unknown): void {
  if (scope.rows.has(name) !== (row !== undefined)) scope.sortedNames = undefined;
  if (row === undefined) scope.rows.delete(name);
  else scope.rows.set(name, row);
}

function sortedNames(scope: Scope): readonly string[] {
  scope.sortedNames ??= [...scope.rows.keys()].sort(compareNames);
  return scope.sortedNames;
}

/** The index of the first name after `after`, which need not be there itself. */
function firstAfter(names: readonly string[], after: string): number {
  let from = 0;
  let to = names.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (compareNames(names[middle] ?? "", after) > 0) to = middle;
    else from = middle + 1;
  }
  return from;
}

function entry<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
