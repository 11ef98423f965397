// How does a client refresh at the token endpoint? (RFC 6749, section 6; AWS: The token endpoint; Refresh tokens)
import { OAuthError } from "../errors.ts";
import { allowsOAuthFlow } from "../pools/client.ts";
import { refreshTokens } from "../tokens/refresh.ts";
import { type GrantHandler, tokenAnswer } from "./token-answer.ts";

/** Refresh token: new tokens of the same sign-in, and a new refresh token where the client rotates them. `scope` changes nothing. */
export const refreshToken: GrantHandler = async (poolClient, form) => {
  const isForPeople = (["code", "implicit"] as const).some((flow) =>
    allowsOAuthFlow(poolClient.client, flow),
  );
  if (!isForPeople) {
    throw new OAuthError("unauthorized_client", "expected a client that may use refresh_token");
  }
  const sent = form.get("refresh_token");
  if (sent === undefined) throw new OAuthError("invalid_request", "expected refresh_token");
  const refreshed = await refreshTokens(poolClient, { refreshToken: sent });
  return tokenAnswer(refreshed.tokens, refreshed.refreshToken);
};
