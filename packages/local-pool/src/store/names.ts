// In which order do names come, and how does a name become bytes in the same order?
import { createHash } from "node:crypto";

/** Any character that makes UTF-16 order differ from that of code points. */
const BEYOND_PLAIN = /[\ud800-\uffff]/;

/** Orders names by their code points, which is the order of their UTF-8 bytes. */
export function compareNames(one: string, other: string): number {
  if (!BEYOND_PLAIN.test(one) && !BEYOND_PLAIN.test(other)) return one < other ? -1 : Number(one > other);
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

/** No byte of UTF-8: it parts what stands in one key. */
const DIVIDER = Buffer.of(0xff);
/** LMDB takes keys of 1,978 bytes; table and scope need their share. */
const MAX_NAME_BYTES = 1_500;

/** The key of a row, or without a name the place before the first row of a scope. Rows of a scope lie together. */
export function rowKey(table: string, scope: string, name = ""): Buffer {
  return Buffer.concat([Buffer.from(table), DIVIDER, Buffer.from(scope), DIVIDER, nameBytes(name)]);
}

/** The place behind the last row of a scope. */
export function endOfScope(table: string, scope: string): Buffer {
  return Buffer.concat([rowKey(table, scope), DIVIDER]);
}

/**
 * A name in UTF-8. One that is too long, or that UTF-8 cannot say (half of a surrogate pair), keeps its beginning, for the
 * order, and gets a hash in place of the rest.
 */
function nameBytes(name: string): Buffer {
  const bytes = Buffer.from(name);
  if (bytes.length <= MAX_NAME_BYTES && bytes.toString() === name) return bytes;
  const hash = createHash("sha256").update(Buffer.from(name, "utf16le")).digest();
  return Buffer.concat([bytes.subarray(0, MAX_NAME_BYTES), DIVIDER, hash]);
}
