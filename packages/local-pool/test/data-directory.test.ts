// Which data directories are opened, and which are refused and left as they are?
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openDataDirectory } from "../src/store/data-directory.ts";
import type { Table } from "../src/store/database.ts";
import { VERSION_KEY } from "../src/store/format.ts";
import { lmdbPath, openLmdb, rowText } from "../src/store/lmdb-database.ts";
import { digestOf, newDataDirectory, storeFile } from "./world/data-directory.ts";

const THINGS: Table<string> = { name: "things" };
const PAGE = 4096;

/** A directory with a store of a few hundred rows that nobody has open. */
async function filledDirectory(): Promise<string> {
  const directory = newDataDirectory();
  const database = await openDataDirectory(directory);
  await database.write((tx) => {
    for (let index = 0; index < 400; index++)
      tx.put(THINGS, ["pool", `row-${index}`], `value-${index}`.repeat(9));
  });
  // Pages that are free afterwards.
  await database.write((tx) => tx.put(THINGS, ["pool", "big"], "x".repeat(50_000)));
  await database.write((tx) => tx.remove(THINGS, ["pool", "big"]));
  await database.close();
  return directory;
}

function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}

describe("a data directory", () => {
  it("is made for its owner alone, with the directories above it", async () => {
    const directory = join(newDataDirectory(), "deep", "er");
    const database = await openDataDirectory(directory);
    onTestFinished(() => database.close());
    expect(modeOf(directory)).toBe("700");
    expect(readdirSync(directory).sort()).toEqual(["store.mdb", "store.mdb-lock"]);
    for (const name of readdirSync(directory)) expect(modeOf(join(directory, name))).toBe("600");
  });

  it("keeps its rows when it is closed and opened again", async () => {
    const directory = await filledDirectory();
    const database = await openDataDirectory(directory);
    onTestFinished(() => database.close());
    expect(database.get(THINGS, ["pool", "row-7"])).toBe("value-7".repeat(9));
    expect([...database.list(THINGS, "pool")]).toHaveLength(400);
  });

  it.each([0o755, 0o750, 0o701, 0o777])(
    "is refused and left alone where others can reach it: %o",
    async (mode) => {
      const directory = newDataDirectory();
      chmodSync(directory, mode);
      await expect(openDataDirectory(directory)).rejects.toMatchObject({
        code: "STORE_UNPROTECTED",
        category: "misconfigured",
        message: expect.stringContaining("chmod 700"),
      });
      expect(modeOf(directory)).toBe(mode.toString(8));
      expect(readdirSync(directory)).toEqual([]);
    },
  );

  it("is refused where a file stands in its place", async () => {
    const path = join(newDataDirectory(), "file");
    writeFileSync(path, "mine");
    await expect(openDataDirectory(path)).rejects.toMatchObject({
      code: "STORE_UNAVAILABLE",
      category: "misconfigured",
    });
    expect(readFileSync(path, "utf8")).toBe("mine");
  });

  it("is not named in what is thrown", async () => {
    const directory = newDataDirectory();
    chmodSync(directory, 0o755);
    const error: Error = await openDataDirectory(directory).then(
      () => new Error("opened"),
      (thrown) => thrown,
    );
    expect(error.message).not.toContain(directory);
  });
});

describe("a data directory in use", () => {
  it("is refused to the same process, by whatever path, until it is closed", async () => {
    const directory = newDataDirectory();
    const database = await openDataDirectory(directory);
    const other = join(newDataDirectory(), "link");
    symlinkSync(directory, other);
    for (const path of [directory, other, join(directory, ".")]) {
      await expect(openDataDirectory(path)).rejects.toMatchObject({
        code: "STORE_IN_USE",
        category: "misconfigured",
      });
    }
    await database.write((tx) => tx.put(THINGS, ["pool", "a"], "still writable"));
    await database.close();
    const again = await openDataDirectory(directory);
    onTestFinished(() => again.close());
    expect(again.get(THINGS, ["pool", "a"])).toBe("still writable");
  });

  it("is refused to another process until the first one ends, even by SIGKILL", async () => {
    const directory = await filledDirectory();
    const holder = await startHolder(storeFile(directory));
    await expect(openDataDirectory(directory)).rejects.toMatchObject({ code: "STORE_IN_USE" });
    holder.kill("SIGKILL");
    await once(holder, "exit");
    const database = await openDataDirectory(directory);
    onTestFinished(() => database.close());
    expect([...database.list(THINGS, "pool")]).toHaveLength(400);
  });

  it("is never given to two that open it at once", async () => {
    const directory = newDataDirectory();
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => openDataDirectory(directory)));
    const opened = outcomes.filter((outcome) => outcome.status === "fulfilled");
    expect(opened).toHaveLength(1);
    for (const { value } of opened) await value.close();
  });
});

/** Another process that has the store open. */
async function startHolder(path: string): Promise<ChildProcess> {
  const program = `
    const file = require(process.argv[1]).open({ path: process.argv[2], noSubdir: true, keyEncoding: "binary" });
    file.get(Buffer.from("any"));
    process.stdout.write("open");
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ["-e", program, lmdbPath(), path], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void holder.kill("SIGKILL"));
  await once(holder.stdout, "data");
  return holder;
}

/** Changes the bytes of a store as nobody should. */
type Damage = (bytes: Buffer) => Buffer;

function overwritten(from: number, to: number, fill: (bytes: Buffer) => void): Damage {
  return (bytes) => {
    fill(bytes.subarray(from, Math.min(to, bytes.length)));
    return bytes;
  };
}

/** Bytes that look random and are the same every time. */
function noise(bytes: Buffer): void {
  let state = 0x2545f491;
  for (let index = 0; index < bytes.length; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[index] = state >>> 24;
  }
}

const DAMAGES: readonly { readonly what: string; readonly damage: Damage }[] = [
  { what: "empty", damage: () => Buffer.alloc(0) },
  ...[1, 100, PAGE, 2 * PAGE, 3 * PAGE, 5 * PAGE + 17].map((length) => ({
    what: `cut to ${length} bytes`,
    damage: (bytes: Buffer) => bytes.subarray(0, length),
  })),
  { what: "a text", damage: () => Buffer.from("this is no store") },
  { what: "random from end to end", damage: (bytes) => overwritten(0, bytes.length, noise)(bytes) },
  { what: "without its header", damage: overwritten(0, 2 * PAGE, (bytes) => bytes.fill(0)) },
  { what: "random in its header", damage: overwritten(0, 2 * PAGE, noise) },
  { what: "random behind its header", damage: overwritten(2 * PAGE, Number.POSITIVE_INFINITY, noise) },
  {
    what: "empty behind its header",
    damage: overwritten(2 * PAGE, Number.POSITIVE_INFINITY, (bytes) => bytes.fill(0)),
  },
  { what: "different in one letter of one row", damage: flippedLetter("value-123value-123") },
  { what: "different in one letter of one key", damage: flippedLetter("row-321") },
];

/** In the last copy: LMDB keeps old pages until it needs them. */
function flippedLetter(text: string): Damage {
  return (bytes) => {
    for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + 1)) bytes[at] = 0x57;
    return bytes;
  };
}

describe("a damaged store", () => {
  it.each(DAMAGES)("is refused and left byte for byte as it is: $what", async ({ damage }) => {
    const directory = await filledDirectory();
    const path = storeFile(directory);
    writeFileSync(path, damage(readFileSync(path)));
    const before = digestOf(path);
    await expect(openDataDirectory(directory)).rejects.toMatchObject({
      code: "STORE_DAMAGED",
      category: "misconfigured",
    });
    expect(digestOf(path)).toBe(before);
    expect(readdirSync(directory).sort()).toEqual(["store.mdb", "store.mdb-lock"]);
  });

  it("is refused where it is an LMDB file of something else", async () => {
    const directory = newDataDirectory();
    const file = await openLmdb(storeFile(directory));
    await file.put(Buffer.from("some"), "thing");
    await file.close();
    await expect(openDataDirectory(directory)).rejects.toMatchObject({ code: "STORE_DAMAGED" });
  });

  it("never ends this process or makes it hang, wherever a page is broken", async () => {
    const directory = await filledDirectory();
    const path = storeFile(directory);
    const whole = `${path}.whole`;
    copyFileSync(path, whole);
    const pages = Math.floor(statSync(path).size / PAGE);
    for (let page = 0; page < pages; page += 3) {
      copyFileSync(whole, path);
      const bytes = overwritten(page * PAGE, (page + 1) * PAGE, noise)(readFileSync(path));
      writeFileSync(path, bytes);
      const before = digestOf(path);
      const outcome = await openDataDirectory(directory).then(
        (database) => database,
        (error) => error,
      );
      if (outcome instanceof Error) {
        expect(outcome).toMatchObject({ code: "STORE_DAMAGED" });
        expect(digestOf(path)).toBe(before);
        continue;
      }
      // A page that nothing refers to: every row is there.
      expect([...outcome.list(THINGS, "pool")]).toHaveLength(400);
      await outcome.close();
    }
  });
});

describe("a store of another version", () => {
  it.each([
    { what: "a newer one", version: 2, code: "STORE_TOO_NEW" },
    { what: "one that is none", version: "1", code: "STORE_DAMAGED" },
  ])("is refused and left byte for byte as it is: $what", async ({ version, code }) => {
    const directory = await filledDirectory();
    const file = await openLmdb(storeFile(directory));
    await file.put(VERSION_KEY, rowText(VERSION_KEY, { version }));
    await file.close();
    const before = digestOf(storeFile(directory));
    await expect(openDataDirectory(directory)).rejects.toMatchObject({ code, category: "misconfigured" });
    expect(digestOf(storeFile(directory))).toBe(before);
  });
});

it("a directory that is there and empty is used", async () => {
  const directory = join(newDataDirectory(), "mine");
  mkdirSync(directory, { mode: 0o700 });
  const database = await openDataDirectory(directory);
  onTestFinished(() => database.close());
  expect(database.get(THINGS, ["pool", "a"])).toBeUndefined();
});
