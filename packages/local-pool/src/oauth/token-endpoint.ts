// How does the pool answer POST /oauth2/token? (RFC 6749, sections 3.2 and 5; AWS: The token endpoint)

import type { Cloud, PoolClient } from "../cloud/cloud.ts";
import { CognitoError, causeForLog, OAuthError } from "../errors.ts";
import { authenticateClient } from "./client-authentication.ts";
import { clientCredentials } from "./client-credentials.ts";
import { type Form, readForm } from "./form.ts";

/** One grant type: the request of an authenticated client in, the token answer out. */
export type GrantHandler = (client: PoolClient, form: Form) => Promise<object>;

const GRANTS: ReadonlyMap<string, GrantHandler> = new Map([["client_credentials", clientCredentials]]);

/** Answers one token request. Never throws. */
export async function answerTokenRequest(cloud: Cloud, request: Request): Promise<Response> {
  try {
    const form = await readForm(request);
    const grantType = form.get("grant_type");
    if (grantType === undefined) throw new OAuthError("invalid_request", "expected grant_type");
    const grant = GRANTS.get(grantType);
    if (grant === undefined) {
      const known = [...GRANTS.keys()].join(", ");
      throw new OAuthError("unsupported_grant_type", `the local pool supports ${known} only`);
    }
    const client = authenticateClient(cloud, request, form);
    const answer = await grant(client, form);
    cloud.log(`token ${grantType} 200`);
    return jsonAnswer(200, answer);
  } catch (thrown) {
    const error = asOAuthError(thrown);
    cloud.log(`token ${error.status} ${error.error}${causeForLog(error)}`);
    return oauthErrorAnswer(error);
  }
}

/** The error answer. A client that failed to authenticate is told how. (RFC 6749, section 5.2) */
export function oauthErrorAnswer(error: OAuthError): Response {
  const challenge = error.error === "invalid_client" ? { "www-authenticate": 'Basic realm="cognito"' } : {};
  return jsonAnswer(error.status, { error: error.error, error_description: error.message }, challenge);
}

function jsonAnswer(status: number, body: object, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "content-type": "application/json;charset=UTF-8",
      "cache-control": "no-store",
      pragma: "no-cache",
      ...headers,
    },
  });
}

/** What the body holds when a trigger denies or fails is not documented: `invalid_grant` with its text is our guess. Unverified. */
function asOAuthError(thrown: unknown): OAuthError {
  if (thrown instanceof OAuthError) return thrown;
  if (thrown instanceof CognitoError)
    return new OAuthError("invalid_grant", thrown.message, thrown.cause ?? thrown);
  return new OAuthError("server_error", "the local pool failed: please report it", thrown);
}
