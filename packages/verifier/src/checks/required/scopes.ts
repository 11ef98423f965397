// Does the token carry the scopes that the route demands? Exact names: no prefix, no case folding. (RFC 6749, section 3.3)
import type { RequirementCheck } from "./check.ts";
import { holds } from "./holds.ts";

/**
 * The refusal names every scope of the demand, for the challenge. (RFC 6750, section 3) An ID token has no scopes: it
 * passes only where the requirement says which groups stand for them.
 */
export const requiredScopes: RequirementCheck = ({ principal, part, scopes }) => {
  const { idToken } = part;
  const isMet =
    principal.tokenUse === "id"
      ? idToken !== undefined && holds(principal.groups, idToken.groups)
      : holds(principal.scopes, part.scopes ?? {});
  return isMet ? undefined : { code: "INSUFFICIENT_SCOPE", requiredScopes: scopes };
};
