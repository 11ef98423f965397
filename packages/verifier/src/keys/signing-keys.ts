// Which keys of a set may sign an access token? (RFC 7517, section 4; RFC 7518, sections 3.3 and 6.3)
import { isJsonObject } from "@claimsmith/cognito-model";

/** A JSON Web Key Set in the program's hands. (RFC 7517, section 5) */
export interface PinnedKeys {
  readonly keys: readonly object[];
}

/** An RSA public key for RS256, with what else stands in the set. */
export interface SigningKey {
  readonly kty: "RSA";
  readonly kid: string;
  readonly n: string;
  readonly e: string;
}

/** The base64url length of a modulus of 2048 bits, the least that RS256 may use. (RFC 7518, section 3.3) */
const SHORTEST_MODULUS = 342;

/** The keys of a set that may sign an access token; none where it is no key set at all. */
export function signingKeys(jwks: unknown): readonly SigningKey[] {
  const keys: unknown = isJsonObject(jwks) ? jwks.keys : undefined;
  return Array.isArray(keys) ? keys.filter(isSigningKey) : [];
}

/** An EC key would make `RS256` mean ECDSA to some libraries, so only RSA keys are kept. */
function isSigningKey(key: unknown): key is SigningKey {
  if (!isJsonObject(key)) return false;
  const { kty, use = "sig", alg = "RS256", kid, n, e } = key;
  const isForSigning = kty === "RSA" && use === "sig" && alg === "RS256";
  return isForSigning && isText(kid) && isText(e) && isText(n) && n.length >= SHORTEST_MODULUS;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
