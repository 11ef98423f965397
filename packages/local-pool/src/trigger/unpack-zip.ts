// How does a deployment package reach the disk, and nothing else with it?
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import { unzipSync } from "fflate";
import { LocalPoolError } from "../errors.ts";

/** What Lambda takes at most, unpacked. (AWS Lambda: Quotas, deployment package size) */
const MAX_UNPACKED_BYTES = 250 * 1024 * 1024;

/**
 * The bytes of a zip file.
 * @throws LocalPoolError ZIP_UNREADABLE where there is no such file
 */
export function readZip(zipPath: string): Uint8Array {
  try {
    return readFileSync(zipPath);
  } catch (cause) {
    throw unreadable("expected a file that can be read", cause);
  }
}

/**
 * Unpacks a Lambda zip into an existing directory.
 * @throws LocalPoolError ZIP_UNREADABLE where it is no zip, it is larger than 250 MiB unpacked, or an entry would land outside
 * the directory
 */
export function unpackZip(zip: Uint8Array, directory: string): void {
  for (const [name, content] of Object.entries(zipEntries(zip))) {
    if (name.endsWith("/")) continue;
    const path = join(directory, safeName(name));
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, content, { mode: 0o600 });
  }
}

/** True for a zip that {@link unpackZip} would take. */
export function isUsableZip(zip: Uint8Array): boolean {
  try {
    for (const name of Object.keys(zipEntries(zip))) safeName(name);
    return true;
  } catch {
    return false;
  }
}

function zipEntries(zip: Uint8Array): Record<string, Uint8Array> {
  let totalBytes = 0;
  try {
    return unzipSync(zip, {
      filter: (entry) => {
        totalBytes += entry.originalSize;
        if (totalBytes > MAX_UNPACKED_BYTES) throw new RangeError("too large");
        return true;
      },
    });
  } catch (cause) {
    throw unreadable(`expected a readable zip of at most ${MAX_UNPACKED_BYTES} bytes unpacked`, cause);
  }
}

function safeName(name: string): string {
  const normal = normalize(name);
  const escapes =
    normal.startsWith("..") || normal.startsWith(sep) || name.includes("\\") || name.includes("\0");
  if (escapes) throw unreadable("expected every entry of the zip to stay inside its directory");
  return normal;
}

function unreadable(expected: string, cause?: unknown): LocalPoolError {
  return new LocalPoolError("ZIP_UNREADABLE", `cannot use the trigger's zip: ${expected}`, {
    category: "misconfigured",
    cause,
  });
}
