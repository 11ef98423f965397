// Is the token good now? (RFC 7519, sections 4.1.4 and 4.1.6; `nbf` is looked at below, with the signature)
import type { Check } from "./check.ts";

/** How far the issuer's clock may be ahead of ours, in seconds. Expiry gets no such grace. */
const CLOCK_SKEW_SECONDS = 60;

/** Not on or after `exp`, and not issued in the future. */
export const times: Check = ({ payload, nowSeconds }) => {
  if (nowSeconds >= payload.exp) return { code: "TOKEN_EXPIRED" };
  return payload.iat > nowSeconds + CLOCK_SKEW_SECONDS ? { code: "TOKEN_NOT_YET_VALID" } : undefined;
};
