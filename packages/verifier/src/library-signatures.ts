// How are signatures checked in browsers and workers? By aws-jwt-verify, loaded with the first token.
import { isVerificationError, VerificationError } from "./errors.ts";
import type { SigningKey } from "./keys/signing-keys.ts";
import { nestsTooDeep } from "./nesting.ts";
import type { Signatures } from "./signatures.ts";

/** RS256 by the library, on WebCrypto. */
export const librarySignatures: Signatures = {
  prepare: (key) => key,
  takeApart: async (token, { header, payload }) => {
    if (!isText(header) || !isText(payload)) throw new VerificationError("TOKEN_MALFORMED");
    const taken = (await checker()).takeApart(token);
    if (nestsTooDeep(taken.header) || nestsTooDeep(taken.payload))
      throw new VerificationError("TOKEN_MALFORMED");
    return taken;
  },
  isSigned: async (token, _, key) => {
    try {
      await (await checker()).signedPayload(token, key as SigningKey);
      return true;
    } catch (error) {
      if (isVerificationError(error) && error.code === "SIGNATURE_INVALID") return false;
      throw error;
    }
  },
  // A digest by WebCrypto has to be waited for: here a token stands for itself.
  digest: (token) => token,
};

/**
 * True for the base64url of UTF-8 (RFC 7519, section 7.2). The library's decoders take more: a character too many, bytes that
 * are no text, and in browsers a byte order mark, which they drop.
 */
function isText(part: string): boolean {
  try {
    const bytes = atob(part.replaceAll("-", "+").replaceAll("_", "/"));
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return !decoder.decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0))).startsWith("\ufeff");
  } catch {
    return false;
  }
}

async function checker() {
  return (await import("./library/index.ts")).signatureChecker;
}
