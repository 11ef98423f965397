// How many bytes does a value take on a token?
import { isJsonObject } from "@claimsmith/cognito-model";

/**
 * The size of a text on a token: bytes of UTF-8 of its JSON form, without the quotes. A lone surrogate is written as an
 * escape by JSON, control characters, quotes and backslashes too.
 */
export function jsonTextBytes(value: string): number {
  let bytes = value.length;
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index);
    if (code === 0x22 || code === 0x5c) bytes += 1;
    else if (code < 0x20) bytes += SHORT_ESCAPES.has(code) ? 1 : 5;
    else if (code >= 0x80) {
      const isPair = isHighSurrogate(code) && isLowSurrogate(value.charCodeAt(index + 1));
      if (isPair) {
        bytes += 2;
        index += 1;
      } else bytes += extraBytes(code);
    }
  }
  return bytes;
}

const SHORT_ESCAPES: ReadonlySet<number> = new Set([0x08, 0x09, 0x0a, 0x0c, 0x0d]);

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** Bytes beyond the one already counted for a code unit from 0x80 that is not half of a pair. */
function extraBytes(code: number): number {
  if (code < 0x800) return 1;
  return isHighSurrogate(code) || isLowSurrogate(code) ? 5 : 2;
}

/** The size of a JSON value on a token: bytes of UTF-8, without white space. */
export function jsonBytes(value: unknown): number {
  if (typeof value === "string") return jsonTextBytes(value) + 2;
  if (Array.isArray(value))
    return value.reduce<number>((sum, item) => sum + jsonBytes(item) + 1, value.length === 0 ? 2 : 1);
  if (!isJsonObject(value)) return String(value).length;
  const members = Object.entries(value);
  return members.reduce(
    (sum, [name, member]) => sum + jsonTextBytes(name) + 4 + jsonBytes(member),
    members.length === 0 ? 2 : 1,
  );
}
