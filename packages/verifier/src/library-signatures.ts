// How are signatures checked in browsers and workers? By aws-jwt-verify, loaded with the first token.
import { isVerificationError } from "./errors.ts";
import type { SigningKey } from "./keys/signing-keys.ts";
import type { Signatures } from "./signatures.ts";

/** RS256 by the library, on WebCrypto. */
export const librarySignatures: Signatures = {
  prepare: (key) => key,
  takeApart: async (token) => (await checker()).takeApart(token),
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

async function checker() {
  return (await import("./library/index.ts")).signatureChecker;
}
