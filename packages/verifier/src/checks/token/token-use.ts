// Is it an access token? An ID token has the same issuer and kind of signature, and was never meant for an API.
import type { UncheckedPayload } from "../../payload.ts";
import type { Refusal } from "./check.ts";

/** (AWS: Verifying JSON web tokens) */
export function tokenUse({ token_use }: UncheckedPayload): Refusal | undefined {
  if (token_use === "access") return undefined;
  return { code: token_use === "id" ? "ID_TOKEN" : "TOKEN_USE_INVALID" };
}
