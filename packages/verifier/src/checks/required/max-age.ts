// Are the token and its sign-in recent enough for the route?
import { CLOCK_SKEW_SECONDS } from "../token/index.ts";
import type { RequirementCheck } from "./check.ts";

/**
 * A token that is too old can be refreshed; a sign-in that is too old must be repeated, and the challenge says how old it
 * may be (RFC 9470, section 3). Who never signed in, a machine or a token without `auth_time`, is refused as well; so is
 * a sign-in that lies ahead of any clock, which would never grow old.
 */
export const requiredAge: RequirementCheck = ({ principal, part: { maxAge = {} }, nowSeconds }) => {
  const { sinceIssueSeconds, sinceAuthenticationSeconds } = maxAge;
  if (sinceAuthenticationSeconds !== undefined) {
    const ageSeconds = nowSeconds - (principal.authTimeSeconds ?? Number.NEGATIVE_INFINITY);
    if (ageSeconds > sinceAuthenticationSeconds || ageSeconds < -CLOCK_SKEW_SECONDS)
      return { code: "AUTHENTICATION_TOO_OLD", maxAgeSeconds: sinceAuthenticationSeconds };
  }
  const isOld = sinceIssueSeconds !== undefined && nowSeconds - principal.issuedAtSeconds > sinceIssueSeconds;
  return isOld ? { code: "TOKEN_TOO_OLD" } : undefined;
};
