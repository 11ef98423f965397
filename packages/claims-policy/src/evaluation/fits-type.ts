// Does a value belong to a declared type?
import { NAME_PATTERNS } from "@claimsmith/cognito-model";
import type { ListType, ScalarType, ValueType } from "../language/value-types.ts";

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

/** True where a text fits: a text has as many bytes as characters or more, so most are decided by their length. */
export function fitsText(value: string, maxLength: number): boolean {
  if (value.length > maxLength) return false;
  return value.length * 6 <= maxLength || jsonTextBytes(value) <= maxLength;
}

type Fits<T> = (value: unknown, type: T) => boolean;

const FITS: { readonly [T in ValueType as T["type"]]: Fits<T> } = {
  text: (value, type) => typeof value === "string" && fitsText(value, type.maxLength),
  oneOf: (value, type) => type.values.includes(value as string),
  integer: (value, type) =>
    Number.isInteger(value) && (value as number) >= type.min && (value as number) <= type.max,
  flag: (value) => typeof value === "boolean",
  roleArn: (value) => typeof value === "string" && NAME_PATTERNS.roleArn.pattern.test(value),
  list: (value, type) =>
    Array.isArray(value) &&
    value.length <= type.maxCount &&
    value.every((item) => fitsType(item, (type as ListType).of)),
};

/** True where a value belongs to a declared type. */
export function fitsType(value: unknown, type: ValueType): boolean {
  return (FITS[type.type] as Fits<ValueType>)(value, type);
}

/** Reads an attribute, which is always text, as a value of its declared type; `undefined` where it is not one. */
export function parseAttribute(value: string, type: ScalarType): string | number | boolean | undefined {
  const parsed =
    type.type === "integer" ? parseInteger(value) : type.type === "flag" ? FLAGS.get(value) : value;
  return parsed !== undefined && fitsType(parsed, type) ? parsed : undefined;
}

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["false", false],
]);

function parseInteger(value: string): number | undefined {
  return /^-?\d{1,16}$/.test(value) ? Number(value) : undefined;
}
