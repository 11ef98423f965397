// Does the token carry the scopes that the route demands? Exact names: no prefix, no case folding. (RFC 6749, section 3.3)
import { scopesOf } from "../principal.ts";
import type { Check } from "./check.ts";
import { holds } from "./holds.ts";

/** The refusal names every scope of the demand, for the challenge. (RFC 6750, section 3) */
export const requiredScopes: Check = ({ payload, requirement: { scopes } }) => {
  if (scopes === undefined || holds(scopesOf(payload), scopes)) return undefined;
  return {
    code: "INSUFFICIENT_SCOPE",
    requiredScopes: [...new Set([...(scopes.all ?? []), ...(scopes.any ?? [])])],
  };
};
