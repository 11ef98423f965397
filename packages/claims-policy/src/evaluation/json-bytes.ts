// How many bytes does a value take on a token?
import { isJsonObject } from "@claimsmith/cognito-model";

/** What this module needs of the encoder that every runtime has as a global. */
declare const TextEncoder: new () => { encode(text: string): { readonly length: number } };

/** Printable ASCII without what JSON escapes: one byte a character. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** The size of a text on a token: bytes of UTF-8 of its JSON form, without the quotes. */
export function jsonTextBytes(value: string): number {
  return PLAIN.test(value) ? value.length : new TextEncoder().encode(JSON.stringify(value)).length - 2;
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
