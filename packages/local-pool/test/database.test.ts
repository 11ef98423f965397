// Do memory and disk keep rows by the same rules?
import { describe, expect, it, onTestFinished } from "vitest";
import { openDataDirectory } from "../src/store/data-directory.ts";
import type { Database, Table } from "../src/store/database.ts";
import { memoryDatabase } from "../src/store/memory-database.ts";
import { newDataDirectory } from "./world/data-directory.ts";

const THINGS: Table<unknown> = { name: "things" };
const OTHERS: Table<unknown> = { name: "others" };

const DATABASES = [
  { kind: "in memory", open: async () => memoryDatabase() },
  { kind: "on disk", open: () => openDataDirectory(newDataDirectory()) },
];

describe.each(DATABASES)("a database $kind", ({ open }) => {
  async function opened(): Promise<Database> {
    const database = await open();
    onTestFinished(() => database.close());
    return database;
  }

  async function holding(names: readonly string[], scope = "pool"): Promise<Database> {
    const database = await opened();
    await database.write((tx) => {
      for (const name of names) tx.put(THINGS, [scope, name], { name });
    });
    return database;
  }

  function namesOf(database: Pick<Database, "list">, scope = "pool", after?: string): readonly unknown[] {
    return [...database.list(THINGS, scope, after)].map((row) => (row as { name: string }).name);
  }

  it("gives back what was put, and nothing for what was not", async () => {
    const database = await opened();
    const row = { text: "a\u0000b", list: [1, null, { deep: true }], "": "empty", number: -0.5 };
    await database.write((tx) => tx.put(THINGS, ["pool", "one"], row));
    expect(database.get(THINGS, ["pool", "one"])).toEqual(row);
    expect(database.get(THINGS, ["pool", "on"])).toBeUndefined();
    expect(database.get(THINGS, ["poo", "lone"])).toBeUndefined();
    expect(database.get(OTHERS, ["pool", "one"])).toBeUndefined();
  });

  it("shows a write once it is acknowledged, also to who has read before", async () => {
    const database = await opened();
    for (let round = 0; round < 20; round++) {
      expect(database.get(THINGS, ["pool", "n"])).toBe(round === 0 ? undefined : round - 1);
      await database.write((tx) => tx.put(THINGS, ["pool", "n"], round));
    }
    await database.write((tx) => tx.remove(THINGS, ["pool", "n"]));
    expect(database.get(THINGS, ["pool", "n"])).toBeUndefined();
  });

  it("answers a write with what its work gives", async () => {
    const database = await opened();
    expect(await database.write(() => "given")).toBe("given");
    expect(await database.write(() => undefined)).toBeUndefined();
  });

  it("lists a scope by code points, from after a name that need not be there", async () => {
    const names = ["", "a", "a\u0000", "aa", "b", "É", "é", "\uffee", "😀", "😁"];
    const database = await holding(names.toReversed());
    expect(namesOf(database)).toEqual(names);
    expect(namesOf(database, "pool", "aa")).toEqual(["b", "É", "é", "\uffee", "😀", "😁"]);
    expect(namesOf(database, "pool", "a0")).toEqual(namesOf(database, "pool", "a\u0000"));
    expect(namesOf(database, "pool", "\u{10ffff}")).toEqual([]);
    expect(namesOf(database, "poo")).toEqual([]);
    expect(namesOf(database, "")).toEqual([]);
  });

  it("keeps scopes and tables apart, whatever their names begin with", async () => {
    const database = await holding(["x"], "a");
    await database.write((tx) => {
      tx.put(THINGS, ["", "ax"], { name: "of none" });
      tx.put(THINGS, ["ab", "x"], { name: "of ab" });
      tx.put(OTHERS, ["a", "x"], { name: "other" });
    });
    await database.write((tx) => tx.removeAll(THINGS, "a"));
    expect(namesOf(database, "a")).toEqual([]);
    expect(namesOf(database, "")).toEqual(["of none"]);
    expect(namesOf(database, "ab")).toEqual(["of ab"]);
    expect(database.get(OTHERS, ["a", "x"])).toEqual({ name: "other" });
  });

  it("lets a listing be left, and gone on with after writes", async () => {
    const database = await holding(["a", "b", "c"]);
    for (const _row of database.list(THINGS, "pool")) break;
    await database.write((tx) => tx.put(THINGS, ["pool", "bb"], { name: "bb" }));
    expect(namesOf(database, "pool", "a")).toEqual(["b", "bb", "c"]);
  });

  it.each([
    { what: "that JavaScript has a meaning for", names: ["__proto__", "constructor", "toString"] },
    { what: "with what is no letter", names: ["a\u0000b", "a\nb", "a b", "\u0000"] },
    { what: "of half a surrogate pair", names: ["\ud83d", "\ude00", "\ufffd", "a\ud83d"] },
    { what: "longer than a key can be", names: ["x", "y", "é"].map((end) => `${"x".repeat(3_000)}${end}`) },
    { what: "about as long as a key can be", names: [1_499, 1_500, 1_501].map((n) => "k".repeat(n)) },
  ])("tells names $what apart", async ({ names }) => {
    const database = await holding(names);
    for (const name of names) expect(database.get(THINGS, ["pool", name])).toEqual({ name });
    expect(new Set(namesOf(database))).toEqual(new Set(names));
    await database.write((tx) => tx.remove(THINGS, ["pool", names[0] ?? ""]));
    expect(new Set(namesOf(database))).toEqual(new Set(names.slice(1)));
    await database.write((tx) => tx.removeAll(THINGS, "pool"));
    expect(namesOf(database)).toEqual([]);
  });

  it("keeps members of a row that JavaScript has a meaning for", async () => {
    const database = await opened();
    const row = JSON.parse('{"__proto__":{"admin":true},"constructor":1}');
    await database.write((tx) => tx.put(THINGS, ["pool", "row"], row));
    expect(JSON.stringify(database.get(THINGS, ["pool", "row"]))).toBe(JSON.stringify(row));
  });

  it("shows a writer its own writes, and nobody else before the end", async () => {
    const database = await holding(["a", "c"]);
    await database.write((tx) => {
      tx.put(THINGS, ["pool", "b"], { name: "b" });
      tx.remove(THINGS, ["pool", "c"]);
      expect(namesOf(tx)).toEqual(["a", "b"]);
      expect(tx.get(THINGS, ["pool", "b"])).toEqual({ name: "b" });
      tx.removeAll(THINGS, "pool");
      expect(namesOf(tx)).toEqual([]);
      tx.put(THINGS, ["pool", "d"], { name: "d" });
    });
    expect(namesOf(database)).toEqual(["d"]);
  });

  it("lets a writer change what it lists", async () => {
    const names = Array.from({ length: 300 }, (_, index) => String(index).padStart(3, "0"));
    const database = await holding(names);
    await database.write((tx) => {
      for (const row of tx.list(THINGS, "pool")) tx.remove(THINGS, ["pool", (row as { name: string }).name]);
    });
    expect(namesOf(database)).toEqual([]);
  });

  it("keeps nothing of work that throws, and everything of what ran beside it", async () => {
    const database = await holding(["kept", "changed", "removed"]);
    const failing = database.write((tx) => {
      tx.put(THINGS, ["pool", "changed"], { name: "wrong" });
      tx.put(THINGS, ["pool", "changed"], { name: "still wrong" });
      tx.remove(THINGS, ["pool", "removed"]);
      tx.put(THINGS, ["pool", "new"], { name: "new" });
      tx.removeAll(THINGS, "pool");
      tx.put(THINGS, ["pool", "last"], { name: "last" });
      throw new RangeError("on purpose");
    });
    const before = database.write((tx) => tx.put(THINGS, ["beside", "1"], { name: "1" }));
    const outcomes = await Promise.allSettled([before, failing]);
    await database.write((tx) => tx.put(THINGS, ["beside", "2"], { name: "2" }));
    expect(outcomes).toMatchObject([
      { status: "fulfilled" },
      { status: "rejected", reason: { name: "RangeError" } },
    ]);
    expect(namesOf(database)).toEqual(["changed", "kept", "removed"]);
    expect(namesOf(database, "beside")).toEqual(["1", "2"]);
  });

  it("loses no increment of many writers at once, of which some throw", async () => {
    const database = await opened();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 200 }, (_, index) =>
        database.write((tx) => {
          tx.put(THINGS, ["pool", "count"], ((tx.get(THINGS, ["pool", "count"]) as number) ?? 0) + 1);
          if (index % 7 === 0) throw new RangeError("on purpose");
        }),
      ),
    );
    const kept = outcomes.filter(({ status }) => status === "fulfilled").length;
    expect(kept).toBe(200 - 29);
    expect(database.get(THINGS, ["pool", "count"])).toBe(kept);
  });

  it("finishes what was begun before it closes, and closes twice without harm", async () => {
    const database = await open();
    const begun = [1, 2, 3].map((number) =>
      database.write((tx) => tx.put(THINGS, ["pool", `${number}`], number)),
    );
    await database.close();
    await expect(Promise.all(begun)).resolves.toHaveLength(3);
    await database.close();
  });
});
