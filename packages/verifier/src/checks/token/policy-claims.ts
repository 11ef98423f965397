// Do the claims of the policy have the values that the contract allows? Claims that it does not name are not looked at.
import type { UncheckedPayload } from "../../payload.ts";
import type { ClaimRule } from "../../token-rules.ts";
import type { Refusal } from "./check.ts";

/** Claims of the policy, frozen: what it decided, and apart from it what the user or the caller wrote. */
export interface PolicyClaims {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly asserted: Readonly<Record<string, unknown>>;
}

/** The claims of the policy, or the refusal of one that is missing or of another type than the contract's. */
export function policyClaims(payload: UncheckedPayload, rules: readonly ClaimRule[]): PolicyClaims | Refusal {
  const claims: Record<string, unknown> = {};
  const asserted: Record<string, unknown> = {};
  for (const rule of rules) {
    const { name } = rule;
    if (!Object.hasOwn(payload, name)) {
      if (rule.required) return { code: "CLAIM_MISSING", claim: name };
      continue;
    }
    const value = rule.accept(payload[name]);
    if (value === undefined) return { code: "CLAIM_INVALID", claim: name };
    if (rule.asserted) asserted[name] = value;
    else claims[name] = value;
  }
  return { claims: Object.freeze(claims), asserted: Object.freeze(asserted) };
}

/** Every refusal of a claim of the policy, for `diagnose`. */
export function policyClaimRefusals(
  payload: UncheckedPayload,
  rules: readonly ClaimRule[],
): readonly Refusal[] {
  return rules.flatMap((rule) => {
    const result = policyClaims(payload, [rule]);
    return "code" in result ? [result] : [];
  });
}

/**
 * What an ID token says of the claims of the policy. No picture of the policy drew it, so what stands there under their
 * names is asserted at best; values of another type are left out.
 */
export function idTokenClaims(payload: UncheckedPayload, rules: readonly ClaimRule[]): PolicyClaims {
  const asserted = rules.flatMap(({ name, accept }) => {
    const value = Object.hasOwn(payload, name) ? accept(payload[name]) : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  return { claims: Object.freeze({}), asserted: Object.freeze(Object.fromEntries(asserted)) };
}
