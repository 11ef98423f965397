// Is it one token in the one form that it can have? (RFC 7515, sections 2 and 7.1) Looked at before anything is decoded.
import type { Refusal } from "./check.ts";

/** More than any header that carries a token: Node.js reads 16 KiB of headers, API Gateway 10,240 bytes. */
export const MAX_TOKEN_LENGTH = 16_384;

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** The last characters that base64url can have by length modulo 4, where the bits that mean nothing are zero. */
const CANONICAL_ENDS: readonly string[] = [ALPHABET, "", "AQgw", "AEIMQUYcgkosw048"];

/**
 * Refuses what is no text, too long, padded, or has a signature whose unused bits are set. Header and payload are signed as
 * they stand, so only the signature could be written in two ways; the library below takes either, and padding anywhere.
 */
export function compactForm(token: unknown): Refusal | undefined {
  if (typeof token !== "string") return { code: "TOKEN_MALFORMED" };
  if (token.length > MAX_TOKEN_LENGTH) return { code: "TOKEN_TOO_LARGE" };
  const signatureLength = token.length - token.lastIndexOf(".") - 1;
  const isCanonical = CANONICAL_ENDS[signatureLength % 4]?.includes(token.charAt(token.length - 1));
  return isCanonical && !token.includes("=") ? undefined : { code: "TOKEN_MALFORMED" };
}
