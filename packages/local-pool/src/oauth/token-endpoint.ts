// How does the pool answer POST /oauth2/token? (RFC 6749, sections 3.2 and 5; AWS: The token endpoint)
import type { Cloud } from "../cloud/cloud.ts";
import { asOAuthError, OAuthError } from "../errors.ts";
import { authorizationCode } from "./authorization-code.ts";
import { authenticateClient } from "./client-authentication.ts";
import { clientCredentials } from "./client-credentials.ts";
import { readForm } from "./form.ts";
import { logRefusal } from "./front-channel.ts";
import { jsonAnswer, oauthErrorAnswer } from "./json-answer.ts";
import { refreshToken } from "./refresh-token.ts";
import type { GrantHandler } from "./token-answer.ts";

const GRANTS: ReadonlyMap<string, GrantHandler> = new Map([
  ["authorization_code", authorizationCode],
  ["refresh_token", refreshToken],
  ["client_credentials", clientCredentials],
]);

/** What discovery lists. */
export const GRANT_TYPES: readonly string[] = [...GRANTS.keys()];

/** Answers one token request. Never throws. */
export async function answerTokenRequest(cloud: Cloud, request: Request): Promise<Response> {
  try {
    const form = await readForm(request);
    const grantType = form.get("grant_type");
    if (grantType === undefined) throw new OAuthError("invalid_request", "expected grant_type");
    const grant = GRANTS.get(grantType);
    if (grant === undefined) {
      const known = GRANT_TYPES.join(", ");
      throw new OAuthError("unsupported_grant_type", `the local pool supports ${known} only`);
    }
    const client = authenticateClient(cloud, request, form);
    const answer = await grant(client, form);
    cloud.log(`token ${grantType} 200`);
    return jsonAnswer(200, answer);
  } catch (thrown) {
    // What the body holds when a trigger denies or fails is not documented: `invalid_grant` with its text is our guess. Unverified.
    const error = asOAuthError(thrown, "invalid_grant");
    logRefusal(cloud, "token", error);
    return oauthErrorAnswer(error);
  }
}
