// How does the pool answer GET and POST /oauth2/userInfo? (OpenID Connect Core 1.0, section 5.3; AWS: The user attributes endpoint)
import { releasedAttributes } from "@claimsmith/cognito-model";
import type { Cloud } from "../cloud/cloud.ts";
import { asOAuthError, OAuthError } from "../errors.ts";
import { bearerOf, type TokenBearer } from "../tokens/read-access-token.ts";
import { readableAttributes } from "../users/attributes.ts";
import { logRefusal } from "./front-channel.ts";
import { jsonAnswer } from "./json-answer.ts";

/** The attributes that client and scopes release, all as strings, with `sub` and `username`. Never throws. */
export async function answerUserInfoRequest(cloud: Cloud, request: Request): Promise<Response> {
  try {
    const answer = userInfo(await bearer(cloud, request.headers.get("authorization")));
    cloud.log("userInfo 200");
    return jsonAnswer(200, answer);
  } catch (thrown) {
    const error = asOAuthError(thrown, "invalid_token");
    logRefusal(cloud, "userInfo", error);
    return refusal(error);
  }
}

function userInfo({ pool, client, user, scopes }: TokenBearer): object {
  // The observed text; the status is that of every other token which does not open this endpoint.
  if (!scopes.includes("openid")) {
    throw new OAuthError("invalid_token", "Access token does not contain openid scope");
  }
  const released = releasedAttributes(readableAttributes(pool, client, user), scopes);
  return { sub: user.sub, ...released, username: user.username };
}

async function bearer(cloud: Cloud, authorization: string | null): Promise<TokenBearer> {
  const [, token] = /^Bearer +([^ ]+) *$/i.exec(authorization ?? "") ?? [];
  if (token === undefined) {
    throw new OAuthError("invalid_request", "expected an Authorization header with a Bearer access token");
  }
  return bearerOf(cloud, token);
}

/** (RFC 6750, section 3; AWS shows the header, and a body of the same content was observed) */
function refusal({ error, status, message }: OAuthError): Response {
  const body = { error, error_description: message };
  if (status === 500) return jsonAnswer(status, body);
  const challenge = `Bearer error="${error}", error_description="${message}"`;
  return jsonAnswer(status, body, { "www-authenticate": challenge });
}
