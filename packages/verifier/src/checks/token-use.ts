// Is it an access token? An ID token has the same issuer and the same kind of signature, and was never meant for an API.
import type { Check } from "./check.ts";

/** (AWS: Verifying JSON web tokens) */
export const tokenUse: Check = ({ payload }) => {
  if (payload.token_use === "access") return undefined;
  return { code: payload.token_use === "id" ? "ID_TOKEN" : "TOKEN_USE_INVALID" };
};
