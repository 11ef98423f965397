// What does the token endpoint answer when it gives tokens? (RFC 6749, section 5.1; AWS: The token endpoint)
import type { PoolClient } from "../cloud/cloud.ts";
import type { IssuedTokens } from "../tokens/issue.ts";
import type { Form } from "./form.ts";

/** One grant type: the request of an authenticated client in, the token answer out. */
export type GrantHandler = (client: PoolClient, form: Form) => Promise<object>;

/** The answer with signed tokens; members that there is nothing for are left out. */
export function tokenAnswer(tokens: IssuedTokens, refreshToken?: string): object {
  return {
    ...(tokens.idToken === undefined ? {} : { id_token: tokens.idToken }),
    access_token: tokens.accessToken,
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    expires_in: tokens.accessTokenSeconds,
    token_type: "Bearer",
  };
}
