// How are the keys of an issuer fetched? By aws-jwt-verify, one fetch at a time for each issuer.
import { FetchError, JwksValidationError } from "aws-jwt-verify/error";
import { type Fetcher, SimpleFetcher } from "aws-jwt-verify/https";
import { assertIsJwks, type Jwks, SimpleJwksCache } from "aws-jwt-verify/jwk";
import { type Json, safeJsonParse } from "aws-jwt-verify/safe-json-parse";
import { isPlainHttp } from "../issuer.ts";
import { type SigningKey, signingKeys } from "../keys/signing-keys.ts";
import { translateError } from "./translate-error.ts";

/**
 * Fetches the signing keys that a URI serves; calls that come together share one fetch.
 *
 * The function throws VerificationError `KEYS_UNAVAILABLE` or `KEYS_INVALID`.
 */
export function keySetFetcher(uri: string): () => Promise<readonly SigningKey[]> {
  const fetcher: Fetcher = isPlainHttp(uri) ? { fetch: fetchFromLoopback } : new SimpleFetcher();
  const store = new SimpleJwksCache({ fetcher, jwksParser: parseKeySet });
  return async () => {
    try {
      return signingKeys(await store.getJwks(uri));
    } catch (error) {
      throw translateError(error);
    }
  };
}

function parseKeySet(bytes: ArrayBuffer): Jwks {
  let jwks: Json;
  try {
    jwks = safeJsonParse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new JwksValidationError("not JSON");
  }
  assertIsJwks(jwks);
  return jwks;
}

const FETCH_TIMEOUT_MS = 3_000;

/** The library speaks https only. */
async function fetchFromLoopback(uri: string): Promise<ArrayBuffer> {
  try {
    const response = await fetch(uri, { redirect: "error", signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
    if (response.ok) return await response.arrayBuffer();
  } catch {
    // Any failure to fetch is the same failure: the keys are not to be had.
  }
  throw new FetchError(uri, "no key set");
}
