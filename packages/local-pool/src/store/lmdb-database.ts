// How does the pool keep its state on disk? In LMDB, as JSON texts that carry their checksum.
import { createRequire } from "node:module";
import { crc32 } from "node:zlib";
import type { RootDatabase } from "lmdb";
import type { Database, Key, Reader, Table, Writer } from "./database.ts";
import { endOfScope, rowKey } from "./names.ts";
import { type ChangingRows, type Undo, undoable } from "./undoable.ts";

/** How every process opens the file. Nothing is compressed, cached or packed: a row is the text that was put. */
export const LMDB_OPTIONS = {
  noSubdir: true,
  keyEncoding: "binary",
  encoding: "string",
  cache: false,
  // A write resolves when it is on disk: it survives the end of the process, and, as far as the disk keeps its word, of power.
  overlappingSync: false,
} as const;

/** What the file holds: rows as texts. */
export type LmdbFile = RootDatabase<string, Buffer>;

/** Where the npm package `lmdb` is, for a program outside this package's reach. CommonJS. */
export function lmdbPath(): string {
  return createRequire(import.meta.url).resolve("lmdb");
}

/**
 * Opens a file, or makes it. Native code is loaded here and not before.
 * @throws Error where the platform has no binary, or LMDB cannot open the file
 */
export async function openLmdb(path: string): Promise<LmdbFile> {
  const { open } = await import("lmdb");
  return open<string, Buffer>({ ...LMDB_OPTIONS, path });
}

/** A database on an open file. Work of one turn of the event loop becomes one transaction. Closing waits for what was begun. */
export function lmdbDatabase(file: LmdbFile): Database {
  const rows = new LmdbRows(file);
  const underWay = new Set<Promise<unknown>>();
  let closed: Promise<void> | undefined;
  return {
    get: (table, key) => rows.get(table, key),
    list: (table, scope, after) => rows.list(table, scope, after),
    write: async <Result>(work: (tx: Writer) => Result) => {
      const transaction = file.transaction(() => outcomeOf(rows.ofTransaction(), work));
      underWay.add(transaction);
      const outcome = await transaction.finally(() => underWay.delete(transaction));
      if ("error" in outcome) throw outcome.error;
      return outcome.result;
    },
    close: () => {
      closed ??= Promise.allSettled(underWay).then(() => file.close());
      return closed;
    },
  };
}

type Outcome<Result> = { readonly result: Result } | { readonly error: unknown };

/** LMDB would keep what was put before a throw: so nothing is thrown through it. */
function outcomeOf<Result>(rows: ChangingRows, work: (tx: Writer) => Result): Outcome<Result> {
  try {
    return { result: undoable(rows, work) };
  } catch (error) {
    return { error };
  }
}

class LmdbRows implements Reader {
  readonly #file: LmdbFile;

  constructor(file: LmdbFile) {
    this.#file = file;
  }

  get<Row>({ name: table }: Table<Row>, [scope, name]: Key): Row | undefined {
    const text = this.#file.get(rowKey(table, scope, name));
    return text === undefined ? undefined : rowOf<Row>(text);
  }

  *list<Row>({ name: table }: Table<Row>, scope: string, after?: string): Iterable<Row> {
    const range = {
      start: rowKey(table, scope, after),
      exclusiveStart: after !== undefined,
      end: endOfScope(table, scope),
    };
    for (const { value } of this.#file.getRange(range)) yield rowOf<Row>(value);
  }

  /** The same rows while a transaction is open: listed at once, since what is listed may be changed meanwhile. */
  ofTransaction(): ChangingRows {
    const file = this.#file;
    return {
      get: (table, key) => this.get(table, key),
      list: (table, scope, after) => [...this.list(table, scope, after)],
      set: ({ name: table }, [scope, name], row) => {
        const key = rowKey(table, scope, name);
        return replace(file, key, row === undefined ? undefined : rowText(key, row));
      },
      clear: ({ name: table }, scope) => {
        const range = { start: rowKey(table, scope), end: endOfScope(table, scope) };
        const steps = [...file.getKeys(range)].map((key) => replace(file, Buffer.from(key), undefined));
        return () => {
          for (const step of steps) step();
        };
      },
    };
  }
}

function replace(file: LmdbFile, key: Buffer, text: string | undefined): Undo {
  const before = file.get(key);
  set(file, key, text);
  return () => set(file, key, before);
}

function set(file: LmdbFile, key: Buffer, text: string | undefined): void {
  if (text === undefined) file.removeSync(key);
  else file.putSync(key, text);
}

/** Eight hex digits over key and row, then the row. Opening a store compares them; reading does not. */
export function rowText(key: Buffer, row: unknown): string {
  const json = JSON.stringify(row);
  return crc32(json, crc32(key)).toString(16).padStart(8, "0") + json;
}

function rowOf<Row>(text: string): Row {
  return JSON.parse(text.slice(8)) as Row;
}
