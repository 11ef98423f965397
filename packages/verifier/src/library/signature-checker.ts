// How is a signature checked where there is no node:crypto? By aws-jwt-verify, on WebCrypto.
import type { Jwk } from "aws-jwt-verify/jwk";
import { decomposeUnverifiedJwt } from "aws-jwt-verify/jwt";
import { JwtVerifier } from "aws-jwt-verify/jwt-verifier";
import type { SigningKey } from "../keys/signing-keys.ts";
import type { UncheckedPayload } from "../payload.ts";
import { translateError } from "./translate-error.ts";

/** A token taken apart; nothing is verified. */
export interface UnverifiedToken {
  readonly header: UncheckedPayload;
  readonly payload: UncheckedPayload;
}

/** What the library does for one verifier. */
export interface SignatureChecker {
  /** Takes a token apart. @throws VerificationError `TOKEN_MALFORMED`. */
  readonly takeApart: (token: string) => UnverifiedToken;
  /** The payload, if the signature is that of the key. @throws VerificationError `SIGNATURE_INVALID`. */
  readonly signedPayload: (token: string, key: SigningKey) => Promise<UncheckedPayload>;
}

/** The library's checks, with its errors translated. Times are left to our own checks: a grace without end. */
export const signatureChecker: SignatureChecker = {
  takeApart: (token) => {
    try {
      return decomposeUnverifiedJwt(token) as UnverifiedToken;
    } catch (error) {
      throw translateError(error);
    }
  },
  signedPayload: async (token, key) => {
    try {
      return (await verifierOf(key).verify(token)) as UncheckedPayload;
    } catch (error) {
      throw translateError(error);
    }
  },
};

type Verify = (token: string) => Promise<object>;
const VERIFIERS = new WeakMap<SigningKey, { readonly verify: Verify }>();

/** One verifier a key, so that a key is imported once, and another key under the same id is never taken for it. */
function verifierOf(key: SigningKey): { readonly verify: Verify } {
  const known = VERIFIERS.get(key);
  if (known !== undefined) return known;
  const verifier = JwtVerifier.create({
    issuer: null,
    audience: null,
    jwksUri: "https://pinned.invalid/jwks",
    graceSeconds: Number.POSITIVE_INFINITY,
  });
  verifier.cacheJwks({ keys: [key as unknown as Jwk] });
  VERIFIERS.set(key, verifier);
  return verifier;
}
