// Is the token good now? (RFC 7519, sections 4.1.4 to 4.1.6)
import type { Check } from "./check.ts";

/** How far the issuer's clock may be ahead of ours, in seconds. Expiry and `nbf` get no such grace. */
export const CLOCK_SKEW_SECONDS = 60;

/** Not on or after `exp`, not before `nbf`, and not issued in the future. */
export const times: Check = ({ payload: { exp, nbf, iat }, nowSeconds }) => {
  if (nowSeconds >= exp) return { code: "TOKEN_EXPIRED" };
  const isEarly = iat > nowSeconds + CLOCK_SKEW_SECONDS || (nbf !== undefined && nbf > nowSeconds);
  return isEarly ? { code: "TOKEN_NOT_YET_VALID" } : undefined;
};
