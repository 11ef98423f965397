// May a token with this header be looked at further? Algorithm and extensions are ours to choose, not the token's. (RFC 8725, 3.1)
import type { Refusal } from "./check.ts";

/** The header of a token: JSON, of which nothing is known. */
export type UncheckedHeader = Readonly<Record<string, unknown>>;

/**
 * RS256 only, and no critical extension, since none is understood here (RFC 7515, section 4.1.11): nor a payload that is not
 * encoded, which must be critical (RFC 7797, section 6) and is refused where it is not. `jku`, `jwk`, `x5u` and
 * `x5c` are not read: keys come from the issuer alone, by the `kid` that every token of Cognito names.
 */
export function header({ alg, crit, b64 = true, kid }: UncheckedHeader): Refusal | undefined {
  const isRs256 = alg === "RS256" && crit === undefined && b64 === true;
  if (isRs256 && typeof kid === "string") return undefined;
  if (isMistyped(alg) || isMistyped(kid)) return { code: "TOKEN_MALFORMED" };
  return { code: isRs256 ? "KEY_UNKNOWN" : "ALGORITHM_NOT_ALLOWED" };
}

function isMistyped(value: unknown): boolean {
  return value !== undefined && typeof value !== "string";
}
