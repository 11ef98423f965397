// Which checks does a token pass, and in what order? Form, header and issuer, then the signature, then all of these.
import { audience } from "./audience.ts";
import type { Check, CheckedToken, Refusal } from "./check.ts";
import { client } from "./client.ts";
import { defaultClaims } from "./default-claims.ts";
import { subject } from "./subject.ts";
import { times } from "./times.ts";

export type { Check, CheckedToken, Refusal } from "./check.ts";
export { client } from "./client.ts";
export { compactForm, MAX_TOKEN_LENGTH, type TokenParts } from "./compact-form.ts";
export { defaultClaimRefusals } from "./default-claims.ts";
export { header, type UncheckedHeader } from "./header.ts";
export { issuerRefusal } from "./issuer.ts";
export { idTokenClaims, type PolicyClaims, policyClaimRefusals, policyClaims } from "./policy-claims.ts";
export { kindOf } from "./subject.ts";
export { CLOCK_SKEW_SECONDS } from "./times.ts";
export { tokenUse } from "./token-use.ts";

/** What the token is, then whether it is good here. The claims of the policy come after these, with the principal. */
const AFTER_TOKEN_USE: readonly Check[] = [defaultClaims, times, client, audience, subject];

/** The first refusal of a token whose signature holds and whose use is right, or `undefined`. */
export function firstRefusal(token: CheckedToken): Refusal | undefined {
  for (const check of AFTER_TOKEN_USE) {
    const refusal = check(token);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** Every refusal but those of default claims, for `diagnose`: only for a token whose default claims hold. */
export function otherRefusals(token: CheckedToken): readonly Refusal[] {
  return AFTER_TOKEN_USE.flatMap((check) => check(token) ?? []);
}
