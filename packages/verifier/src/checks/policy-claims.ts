// Do the claims of the policy have the values that the contract allows? Claims that it does not name are not looked at.
import type { Check } from "./check.ts";
import { kindOf } from "./subject.ts";

/** A required claim that is missing, or a claim of another type than the contract's. */
export const policyClaims: Check = ({ payload, rules }) => {
  for (const { name, required, hasType } of rules.claims[kindOf(payload) ?? "user"]) {
    if (!Object.hasOwn(payload, name)) {
      if (required) return { code: "CLAIM_MISSING", claim: name };
    } else if (!hasType(payload[name])) return { code: "CLAIM_INVALID", claim: name };
  }
  return undefined;
};
