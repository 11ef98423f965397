// How does the pool answer POST /oauth2/revoke? (RFC 7009; AWS: The token revocation endpoint)
import type { Cloud, PoolClient } from "../cloud/cloud.ts";
import { asOAuthError, OAuthError } from "../errors.ts";
import { openRefreshToken } from "../tokens/refresh-token.ts";
import { revokeOrigin } from "../tokens/revocation.ts";
import { authenticateClient } from "./client-authentication.ts";
import { readForm } from "./form.ts";
import { logRefusal } from "./front-channel.ts";
import { oauthErrorAnswer } from "./json-answer.ts";

/** Ends a sign-in by its refresh token. A token that does not count any more is as good as revoked. Never throws. */
export async function answerRevocationRequest(cloud: Cloud, request: Request): Promise<Response> {
  try {
    const form = await readForm(request);
    const poolClient = authenticateClient(cloud, request, form);
    await revoke(poolClient, form.get("token"));
    cloud.log("revoke 200");
    return new Response(null, { status: 200, headers: { "cache-control": "no-store" } });
  } catch (thrown) {
    const error = asOAuthError(thrown, "invalid_request");
    logRefusal(cloud, "revoke", error);
    return oauthErrorAnswer(error);
  }
}

async function revoke({ pool, client }: PoolClient, token: string | undefined): Promise<void> {
  if (token === undefined) throw new OAuthError("invalid_request", "expected token");
  if (!client.settings.EnableTokenRevocation) {
    throw new OAuthError("invalid_request", "expected a client with token revocation enabled");
  }
  if (isSignedToken(token)) throw new OAuthError("unsupported_token_type", "expected a refresh token");
  const content = await openRefreshToken(pool, token);
  // Nobody learns whether another client's token exists. AWS does not say what it answers: unverified.
  if (content?.clientId !== client.clientId) return;
  await revokeOrigin(pool, content.originId, content.expiresAtSeconds * 1000);
}

/** Access and ID tokens have three parts, refresh tokens five. */
function isSignedToken(token: string): boolean {
  return token.split(".").length === 3;
}
