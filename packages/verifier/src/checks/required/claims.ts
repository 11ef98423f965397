// Have the claims the values that the route demands? An absent claim has none.
import type { AnyRequirement } from "../../requirement.ts";
import type { Refusal } from "../token/index.ts";
import type { RequirementCheck } from "./check.ts";

/** Claims that the policy decided. */
export const requiredClaims: RequirementCheck = ({ principal, part }) =>
  firstUnmet(principal.claims, part.claims);

/** Claims that the user or the caller wrote. */
export const requiredAsserted: RequirementCheck = ({ principal, part }) =>
  firstUnmet(principal.asserted, part.asserted);

/** The refusal names the claim, and neither its value nor the ones that would do. */
function firstUnmet(
  present: Readonly<Record<string, unknown>>,
  wanted: AnyRequirement["claims"] = {},
): Refusal | undefined {
  for (const [name, values] of Object.entries(wanted)) {
    const value = Object.hasOwn(present, name) ? present[name] : undefined;
    const permitted: readonly unknown[] = Array.isArray(values) ? values : [values];
    if (value === undefined || !permitted.includes(value)) return { code: "INSUFFICIENT_CLAIM", claim: name };
  }
  return undefined;
}
