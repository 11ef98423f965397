// Is it one token in the one form that it can have? (RFC 7515, sections 2 and 7.1) Looked at before anything is decoded.
import type { Refusal } from "./check.ts";

/** More than any header that carries a token: Node.js reads 16 KiB of headers, API Gateway 10,240 bytes. */
export const MAX_TOKEN_LENGTH = 16_384;

/** The three parts of a token, as they stand. */
export interface TokenParts {
  readonly header: string;
  readonly payload: string;
  readonly signature: string;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** The last characters that base64url can have by length modulo 4, where the bits that mean nothing are zero. */
const CANONICAL_ENDS: readonly string[] = [ALPHABET, "", "AQgw", "AEIMQUYcgkosw048"];

/**
 * The parts of a token, or the refusal of what is no text, too long, not three parts, padded, in another alphabet, or has a
 * signature whose unused bits are set. Header and payload are signed as they stand, so only the signature could be written
 * in two ways. Other foreign characters are found when the parts are decoded.
 */
export function compactForm(token: unknown): TokenParts | Refusal {
  if (typeof token !== "string") return MALFORMED;
  if (token.length > MAX_TOKEN_LENGTH) return { code: "TOKEN_TOO_LARGE" };
  const first = token.indexOf(".");
  const second = token.indexOf(".", first + 1);
  if (first < 1 || second <= first + 1) return MALFORMED;
  const signature = token.slice(second + 1);
  if (signature === "") return MALFORMED;
  const ends = CANONICAL_ENDS[signature.length % 4] ?? "";
  if (!ends.includes(token.charAt(token.length - 1)) || signature.includes(".")) return MALFORMED;
  // Padding, and the two characters of standard base64, which decoders take as well.
  if (token.includes("=") || token.includes("+") || token.includes("/")) return MALFORMED;
  return { header: token.slice(0, first), payload: token.slice(first + 1, second), signature };
}

const MALFORMED: Refusal = { code: "TOKEN_MALFORMED" };
