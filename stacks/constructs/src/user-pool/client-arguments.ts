// How does a client of the blueprint become an app client? Nothing is left to Cognito's defaults, some of which are generous.
import type { CognitoUserPoolClientConfig } from "@cdktf/provider-aws/lib/cognito-user-pool-client/index.js";
import type { ClientBlueprint } from "@claimsmith/cognito-model";
import { lifetimeOf } from "./token-lifetimes.ts";

/** What Cognito is told of a client, its pool apart. (AWS API Reference: CreateUserPoolClient) */
export function clientArguments(client: ClientBlueprint): Omit<CognitoUserPoolClientConfig, "userPoolId"> {
  return {
    name: client.name,
    generateSecret: client.generateSecret,
    explicitAuthFlows: [...client.explicitAuthFlows],
    readAttributes: [...client.readAttributes],
    writeAttributes: [...client.writeAttributes],
    supportedIdentityProviders: [...client.identityProviders],
    ...oauthArguments(client),
    ...lifetimeArguments(client),
    // Minutes, Cognito's own default.
    authSessionValidity: 3,
    enableTokenRevocation: true,
    preventUserExistenceErrors: "ENABLED",
    enablePropagateAdditionalUserContextData: false,
  };
}

/** Scopes and addresses are for OAuth flows alone: Cognito takes none of them from a client without. */
function oauthArguments(client: ClientBlueprint): Partial<CognitoUserPoolClientConfig> {
  const hasFlows = client.allowedOAuthFlows.length > 0;
  return {
    allowedOauthFlowsUserPoolClient: hasFlows,
    allowedOauthFlows: [...client.allowedOAuthFlows],
    allowedOauthScopes: hasFlows ? [...client.allowedOAuthScopes] : [],
    callbackUrls: hasFlows ? [...client.callbackUrls] : [],
    logoutUrls: hasFlows ? [...client.logoutUrls] : [],
  };
}

/** Always with units: without them the numbers would be hours and days. */
function lifetimeArguments({ lifetimes }: ClientBlueprint): Partial<CognitoUserPoolClientConfig> {
  const access = lifetimeOf(lifetimes.accessTokenSeconds);
  const id = lifetimeOf(lifetimes.idTokenSeconds);
  const refresh = lifetimeOf(lifetimes.refreshTokenSeconds);
  return {
    accessTokenValidity: access.value,
    idTokenValidity: id.value,
    refreshTokenValidity: refresh.value,
    tokenValidityUnits: [{ accessToken: access.unit, idToken: id.unit, refreshToken: refresh.unit }],
  };
}
