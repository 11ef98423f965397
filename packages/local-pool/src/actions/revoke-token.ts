// RevokeToken: how does a sign-in end for good?
import { CognitoError } from "../errors.ts";
import { openRefreshToken } from "../tokens/refresh-token.ts";
import { revokeOrigin } from "../tokens/revocation.ts";
import type { Action } from "./action.ts";
import { optionalText, text } from "./input.ts";
import { checkClientSecret, clientOf } from "./lookup.ts";

/** Revokes a refresh token and every token of its sign-in. One that is unknown is as good as revoked. (RFC 7009, section 2.2) */
export const revokeToken: Action = async (cloud, input) => {
  const { pool, client } = clientOf(cloud, input);
  const token = text(input, "Token");
  checkClientSecret(client, optionalText(input, "ClientSecret"));
  if (!client.settings.EnableTokenRevocation) {
    throw new CognitoError(
      "UnsupportedOperationException",
      "Token revocation is not enabled for this client",
    );
  }
  if (token.split(".").length === 3) {
    throw new CognitoError("UnsupportedTokenTypeException", "expected a refresh token");
  }
  const content = await openRefreshToken(pool, token);
  if (content === undefined) return {};
  if (content.clientId !== client.clientId) {
    throw new CognitoError("UnauthorizedException", "expected a refresh token of this client");
  }
  await revokeOrigin(pool, content.originId, content.expiresAtSeconds * 1000);
  return {};
};
