// GetClientToken: how does a machine get its token without the token endpoint? (AWS API Reference: GetClientToken; AWS: Scopes, M2M, and resource servers)
import { isSystemScope } from "@claimsmith/cognito-model";
import { CognitoError } from "../errors.ts";
import { allowsAuthFlow } from "../pools/auth-flow-names.ts";
import { type ClientRecord, isClientSecret } from "../pools/client.ts";
import { issueTokens } from "../tokens/issue.ts";
import type { Action } from "./action.ts";
import { optionalTextList, optionalTextMap, text } from "./input.ts";
import { clientOf } from "./lookup.ts";

/** (AWS API Reference: GetClientToken, Scopes) */
const MAX_SCOPES = 50;

/**
 * What client credentials give, for a client whose only flow is ALLOW_CLIENT_TOKEN_AUTH. Its OAuth flows are not looked at.
 * Not documented, so our reading (unverified): which error a client without that flow gets, the errors of a refused scope and
 * of a trigger that fails, and the trigger source.
 */
export const getClientToken: Action = async (cloud, input) => {
  const { pool, client } = clientOf(cloud, input);
  const secret = text(input, "Secret");
  if (!isClientSecret(client, secret)) throw notAuthorized("Invalid client secret");
  if (!allowsAuthFlow(client, "ALLOW_CLIENT_TOKEN_AUTH")) {
    throw notAuthorized("ALLOW_CLIENT_TOKEN_AUTH is not enabled for this client");
  }
  const clientMetadata = optionalTextMap(input, "ClientMetadata");
  const tokens = await issueTokens(pool, {
    client,
    grant: "machine",
    session: {
      oauth: true,
      scopes: machineScopes(client, optionalTextList(input, "Scopes")),
      authTimeSeconds: Math.floor(cloud.clock() / 1000),
    },
    ...(clientMetadata === undefined ? {} : { clientMetadata }),
  });
  return {
    ClientAuthenticationResult: {
      AccessToken: tokens.accessToken,
      ExpiresIn: tokens.accessTokenSeconds,
      TokenType: "Bearer",
    },
  };
};

/** The custom scopes that are asked for, or all that the client has. */
function machineScopes({ settings }: ClientRecord, asked: readonly string[] = []): readonly string[] {
  const allowed = (settings.AllowedOAuthScopes ?? []).filter((scope) => !isSystemScope(scope));
  if (asked.length > MAX_SCOPES) throw invalid(`expected at most ${MAX_SCOPES} Scopes`);
  if (asked.some((scope) => !allowed.includes(scope))) {
    throw invalid("expected Scopes that this client may ask for");
  }
  return asked.length === 0 ? allowed : [...new Set(asked)];
}

function notAuthorized(message: string): CognitoError {
  return new CognitoError("NotAuthorizedException", message);
}

function invalid(message: string): CognitoError {
  return new CognitoError("InvalidParameterException", message);
}
