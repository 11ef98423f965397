// How does the pool keep its state in memory?
import type { Database, Key, Table, Writer } from "./database.ts";

/** A database that forgets everything with the process. */
export function memoryDatabase(): Database {
  return new MemoryDatabase();
}

class MemoryDatabase implements Database {
  /** Table → scope → name → row. */
  readonly #rows = new Map<string, Map<string, Map<string, unknown>>>();

  get<Row>({ name: table }: Table<Row>, [scope, name]: Key): Row | undefined {
    return this.#rows.get(table)?.get(scope)?.get(name) as Row | undefined;
  }

  *list<Row>({ name: table }: Table<Row>, scope: string, after?: string): Iterable<Row> {
    const rows = this.#rows.get(table)?.get(scope);
    const names = [...(rows?.keys() ?? [])].filter((name) => after === undefined || name > after);
    for (const name of names.sort()) yield rows?.get(name) as Row;
  }

  async write<Result>(work: (tx: Writer) => Result): Promise<Result> {
    const undo: (() => void)[] = [];
    try {
      return work(this.#writer(undo));
    } catch (error) {
      for (const step of undo.reverse()) step();
      throw error;
    }
  }

  async close(): Promise<void> {}

  #writer(undo: (() => void)[]): Writer {
    const change = ({ name: table }: Table<unknown>, [scope, name]: Key, row: unknown): void => {
      const rows = this.#scope(table, scope);
      const before = rows.get(name);
      undo.push(() => set(rows, name, before));
      set(rows, name, row);
    };
    return {
      get: (table, key) => this.get(table, key),
      list: (table, scope, after) => this.list(table, scope, after),
      put: (table, key, row) => change(table, key, row),
      remove: (table, key) => change(table, key, undefined),
      removeAll: (table, scope) => {
        for (const name of [...this.#scope(table.name, scope).keys()])
          change(table, [scope, name], undefined);
      },
    };
  }

  #scope(table: string, scope: string): Map<string, unknown> {
    const scopes = entry(this.#rows, table, () => new Map<string, Map<string, unknown>>());
    return entry(scopes, scope, () => new Map<string, unknown>());
  }
}

function entry<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

/** No row is `undefined`: that is what a missing one reads as. */
function set(rows: Map<string, unknown>, name: string, row: unknown): void {
  if (row === undefined) rows.delete(name);
  else rows.set(name, row);
}
