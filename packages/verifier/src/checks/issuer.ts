// Is the token from the issuer that is trusted? Looked at before its key is: keys belong to an issuer.
import type { UnverifiedToken } from "../key-source.ts";
import type { Refusal } from "./check.ts";

/** To the letter: the two forms of a pool's issuer are two issuers. */
export function issuer({ payload: { iss } }: UnverifiedToken, trusted: string): Refusal | undefined {
  return iss === trusted ? undefined : { code: "ISSUER_MISMATCH" };
}
