// How much disk do the dependencies of a workspace take? All its `node_modules`, each file once however many names it has.
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

/** What the file system says that a file takes, in units of 512 bytes. (POSIX: struct stat) */
const BLOCK_BYTES = 512;

/** Bytes on disk of everything under a folder that is in a `node_modules`. */
export async function installedBytes(folder: string): Promise<number> {
  const sizes = new Map<string, number>();
  await collect(folder, false, sizes);
  return [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
}

/** Adds what is in a folder, by device and inode: two names of one file are one row. */
async function collect(folder: string, isInstalled: boolean, sizes: Map<string, number>): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const counts = isInstalled || entry.name === "node_modules";
    if (counts) {
      const { dev, ino, blocks } = await lstat(path);
      sizes.set(`${dev}:${ino}`, blocks * BLOCK_BYTES);
    }
    // Not through links: what they name is counted where it is.
    if (entry.isDirectory()) await collect(path, counts, sizes);
  }
}
