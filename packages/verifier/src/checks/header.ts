// May a token with this header be looked at further? Algorithm and extensions are ours to choose, not the token's. (RFC 8725, 3.1)
import type { UnverifiedToken } from "../key-source.ts";
import type { Refusal } from "./check.ts";

/**
 * RS256 only, and no critical extension, since none is understood here (RFC 7515, section 4.1.11). `jku`, `jwk`, `x5u` and
 * `x5c` are not read: keys come from the issuer alone.
 */
export function header({ header: { alg, crit } }: UnverifiedToken): Refusal | undefined {
  return alg === "RS256" && crit === undefined ? undefined : { code: "ALGORITHM_NOT_ALLOWED" };
}
