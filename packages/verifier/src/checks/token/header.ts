// May a token with this header be looked at further? Algorithm and extensions are ours to choose, not the token's. (RFC 8725, 3.1)
import type { Refusal } from "./check.ts";

/** The header of a token: JSON, of which nothing is known. */
export type UncheckedHeader = Readonly<Record<string, unknown>>;

/**
 * RS256 only, and no critical extension, since none is understood here (RFC 7515, section 4.1.11). `jku`, `jwk`, `x5u` and
 * `x5c` are not read: keys come from the issuer alone, by the `kid` that every token of Cognito names.
 */
export function header({ alg, crit, kid }: UncheckedHeader): Refusal | undefined {
  if (alg === "RS256" && crit === undefined && typeof kid === "string") return undefined;
  if (isMistyped(alg) || isMistyped(kid)) return { code: "TOKEN_MALFORMED" };
  return { code: alg === "RS256" && crit === undefined ? "KEY_UNKNOWN" : "ALGORITHM_NOT_ALLOWED" };
}

function isMistyped(value: unknown): boolean {
  return value !== undefined && typeof value !== "string";
}
