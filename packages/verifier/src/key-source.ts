// Where do the keys come from, and which of them may sign? aws-jwt-verify keeps them; this says what it may keep.
import { FetchError, JwksValidationError } from "aws-jwt-verify/error";
import { type Fetcher, SimpleFetcher } from "aws-jwt-verify/https";
import { assertIsJwks, type Jwk, type Jwks, type JwksCache, SimpleJwksCache } from "aws-jwt-verify/jwk";
import { type Json, safeJsonParse } from "aws-jwt-verify/safe-json-parse";

/** A JSON Web Key Set in the program's hands. (RFC 7517, section 5) */
export interface PinnedKeys {
  readonly keys: readonly object[];
}

/** `https`: fetched by aws-jwt-verify. `loopback`: fetched from this machine by plain http. Otherwise the keys themselves. */
export type KeySource = "https" | "loopback" | PinnedKeys;

/** A token as the library took it apart, nothing verified. */
export type UnverifiedToken = Parameters<JwksCache["getJwk"]>[1];

/**
 * The library's store of keys, fed from one source. `admit` sees each token before a key is looked up, and throws to refuse
 * it: so no token can choose its algorithm, and none from elsewhere causes a fetch or takes a place in a cache.
 */
export function keyStore(source: KeySource, admit: (token: UnverifiedToken) => void): JwksCache {
  const store = new SimpleJwksCache({ fetcher: fetcherOf(source), jwksParser: parseKeySet });
  return {
    getJwk: (uri, token) => {
      admit(token);
      return store.getJwk(uri, token);
    },
    getCachedJwk: (uri, token) => {
      admit(token);
      return store.getCachedJwk(uri, token);
    },
    addJwks: (uri, jwks) => store.addJwks(uri, jwks),
    getJwks: (uri) => store.getJwks(uri),
  };
}

/** The keys of a set that may sign an access token; none where it is no key set at all. */
export function signingKeys(jwks: unknown): readonly Jwk[] {
  try {
    assertIsJwks(jwks as Json);
  } catch {
    return [];
  }
  return (jwks as Jwks).keys.filter(isSigningKey);
}

/** The base64url length of a modulus of 2048 bits, the least that RS256 may use. (RFC 7518, section 3.3) */
const SHORTEST_MODULUS = 342;

/** An EC key would make `RS256` mean ECDSA below, so only RSA keys are kept. */
function isSigningKey({ kty, use, alg, kid, n, e }: Jwk): boolean {
  const isForSigning = (use ?? "sig") === "sig" && (alg ?? "RS256") === "RS256";
  return kty === "RSA" && isForSigning && Boolean(kid) && Boolean(e) && (n ?? "").length >= SHORTEST_MODULUS;
}

function parseKeySet(bytes: ArrayBuffer): Jwks {
  let jwks: Json;
  try {
    jwks = safeJsonParse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new JwksValidationError("not JSON");
  }
  assertIsJwks(jwks);
  return { keys: jwks.keys.filter(isSigningKey) };
}

function fetcherOf(source: KeySource): Fetcher {
  if (source === "https") return new SimpleFetcher();
  if (source === "loopback") return { fetch: fetchFromLoopback };
  const bytes = new TextEncoder().encode(JSON.stringify({ keys: signingKeys(source) }));
  return { fetch: async () => bytes.buffer };
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
