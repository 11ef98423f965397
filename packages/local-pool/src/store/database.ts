// Where does everything that outlives a request stand? In tables, behind a seam that memory and disk both fill.

/** A row's place: what it belongs to (a user pool id, or `""` for what belongs to none), and its name there. */
export type Key = readonly [scope: string, name: string];

/** One table. The row type is for the compiler alone. */
export interface Table<Row> {
  readonly name: string;
  readonly row?: Row;
}

/** Reads what is committed. Rows are plain JSON data, replaced and never changed. */
export interface Reader {
  get<Row>(table: Table<Row>, key: Key): Row | undefined;
  /** The rows of a scope in the order of their names, from the first name after `after`. */
  list<Row>(table: Table<Row>, scope: string, after?: string): Iterable<Row>;
}

/** Reads its own writes, too. */
export interface Writer extends Reader {
  put<Row>(table: Table<Row>, key: Key, row: Row): void;
  remove(table: Table<unknown>, key: Key): void;
  /** Removes every row of a scope. */
  removeAll(table: Table<unknown>, scope: string): void;
}

/** The store of one local cloud. */
export interface Database extends Reader {
  /**
   * Runs `work`, which must not wait for anything, as the only writer: all of its writes are kept, or none where it throws.
   * Resolves with what `work` gave once the writes would survive the end of this process.
   */
  write<Result>(work: (tx: Writer) => Result): Promise<Result>;
  close(): Promise<void>;
}
