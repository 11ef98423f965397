// Where do tests keep a store? In a directory of their own, gone with the test.
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A private directory that is removed when the test ends. */
export function newDataDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "claimsmith-store-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** The file that holds a store. */
export function storeFile(directory: string): string {
  return join(directory, "store.mdb");
}

/** What a file holds, as a digest. */
export function digestOf(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}
