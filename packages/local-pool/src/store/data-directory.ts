// How does a directory become a store? It must be its owner's alone, whole, of a version that is known, and in nobody else's use.
import {
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  realpathSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { LocalPoolError } from "../errors.ts";
import type { Database } from "./database.ts";
import { STORE_VERSION, VERSION_KEY, type VersionRow } from "./format.ts";
import { type LmdbFile, lmdbDatabase, openLmdb, rowText } from "./lmdb-database.ts";
import { probeStore, type StoreState } from "./probe.ts";

/** The file of a store. LMDB keeps a second one beside it, `-lock`, which holds nothing that lasts. */
const STORE_FILE = "store.mdb";

/**
 * Opens the store of a directory, or makes both. A store that is refused stays as it is.
 * @throws LocalPoolError STORE_UNPROTECTED, STORE_UNAVAILABLE, STORE_DAMAGED, STORE_TOO_NEW, STORE_IN_USE
 */
export async function openDataDirectory(directory: string): Promise<Database> {
  try {
    return await openStore(directory);
  } catch (cause) {
    if (cause instanceof LocalPoolError) throw cause;
    const why = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
    const expected =
      "expected a data directory to make or to write, and the npm package lmdb with its binary";
    throw refused("STORE_UNAVAILABLE", `the store cannot be opened${why}: ${expected}`, cause);
  }
}

async function openStore(directory: string): Promise<Database> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  checkPrivate(directory);
  const path = join(realpathSync(directory), STORE_FILE);
  const release = reserve(path);
  try {
    if (!existsSync(path)) await makeStore(path);
    makePrivateFile(`${path}-lock`);
    const refusal = REFUSALS[await probeStore(path)];
    if (refusal !== undefined) throw refused(...refusal);
    const file = await openAlone(path);
    return closing(lmdbDatabase(file), release);
  } catch (error) {
    release();
    throw error;
  }
}

const REFUSALS: Readonly<Record<StoreState, readonly [code: string, message: string] | undefined>> = {
  whole: undefined,
  damaged: [
    "STORE_DAMAGED",
    `the store is damaged: put back a copy of ${STORE_FILE}, or choose another data directory`,
  ],
  "too-new": [
    "STORE_TOO_NEW",
    "a newer version of the local pool wrote the store: update this one, or choose another data directory",
  ],
};

/** Windows has no such modes. */
function checkPrivate(directory: string): void {
  if (process.platform === "win32" || (statSync(directory).mode & 0o077) === 0) return;
  const message =
    "others can reach the data directory, and keys stand in it: run chmod 700 on it, or name one that is not there";
  throw refused("STORE_UNPROTECTED", message);
}

/** Stores that this process has open, by path. LMDB forbids to open one twice in one process. */
const OPEN_HERE = new Set<string>();

function reserve(path: string): () => void {
  if (OPEN_HERE.has(path)) throw inUse();
  OPEN_HERE.add(path);
  return () => OPEN_HERE.delete(path);
}

/** Makes a store elsewhere and puts it in its place whole: a kill in between leaves none, and of two that do so one stays. */
async function makeStore(path: string): Promise<void> {
  const directory = mkdtempSync(`${path}-new-`);
  try {
    const newPath = join(directory, STORE_FILE);
    makePrivateFile(newPath);
    const file = await openLmdb(newPath);
    const row: VersionRow = { version: STORE_VERSION };
    await file.put(VERSION_KEY, rowText(VERSION_KEY, row));
    await file.close();
    linkSync(newPath, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** LMDB takes a file that is there as it is, and would make one that others can read. */
function makePrivateFile(path: string): void {
  closeSync(openSync(path, "a", 0o600));
}

/** Enters this process among the readers of the file, and only then looks who else is there: of two, one sees the other. */
async function openAlone(path: string): Promise<LmdbFile> {
  const file = await openLmdb(path);
  file.get(VERSION_KEY);
  // Readers that were killed still stand there; the lock that each process holds is gone with it.
  file.readerCheck();
  const others = [...file.readerList().matchAll(/^ *(\d+) /gm)].filter(
    ([, pid]) => Number(pid) !== process.pid,
  );
  if (others.length === 0) return file;
  await file.close();
  throw inUse();
}

function closing(database: Database, release: () => void): Database {
  return { ...database, close: () => database.close().finally(release) };
}

function inUse(): LocalPoolError {
  return refused(
    "STORE_IN_USE",
    "the data directory is in use by another local pool: stop it, or choose another directory",
  );
}

function refused(code: string, message: string, cause?: unknown): LocalPoolError {
  return new LocalPoolError(code, message, { category: "misconfigured", cause });
}
