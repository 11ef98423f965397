// What happens when a person is signed in at the login pages? The trigger runs, and the client gets a code, or tokens.
import { randomUUID } from "node:crypto";
import type { Cloud, PoolClient } from "../cloud/cloud.ts";
import { askTrigger, type Issuance, signTokens } from "../tokens/issue.ts";
import type { AuthorizationRequest } from "./authorization-request.ts";
import type { BrowserSession } from "./browser-session.ts";
import { redirectToClient } from "./redirect.ts";

/**
 * Sends the person back to the client.
 *
 * The trigger runs here, not when the client redeems the code: its refusal can be shown above the form, and the token
 * endpoint hands it no metadata for a code. AWS documents these two and not the moment itself: unverified. Its source is
 * HostedAuth, as the page of the trigger says; the table of triggers by operation says Authentication: unverified.
 * @throws CognitoError the trigger's errors
 */
export async function finishHostedSignIn(
  cloud: Cloud,
  authorization: AuthorizationRequest,
  { person, cookies = [] }: { readonly person: BrowserSession; readonly cookies?: readonly string[] },
): Promise<Response> {
  const { poolClient, responseType, redirectUri, codeChallenge, nonce } = authorization;
  const issuance = issuanceOf(poolClient, authorization, person);
  const answer = await askTrigger(poolClient.pool, issuance);
  if (responseType === "token") {
    const tokens = await signTokens(poolClient.pool, issuance, answer);
    return redirectToClient(authorization, implicitAnswer(tokens), cookies);
  }
  const code = cloud.codes.issue({
    clientId: poolClient.client.clientId,
    redirectUri,
    username: person.user.username,
    sub: person.user.sub,
    session: issuance.session,
    answer,
    ...(codeChallenge === undefined ? {} : { codeChallenge }),
    ...(nonce === undefined ? {} : { nonce }),
  });
  return redirectToClient(authorization, { code }, cookies);
}

function issuanceOf(
  { client }: PoolClient,
  { scopes, resource, nonce }: AuthorizationRequest,
  { user, authTimeSeconds }: BrowserSession,
): Issuance & { readonly session: { readonly originId: string } } {
  return {
    client,
    user,
    grant: "hosted",
    session: {
      originId: randomUUID(),
      oauth: true,
      scopes,
      authTimeSeconds,
      ...(resource === undefined ? {} : { resource }),
    },
    ...(nonce === undefined ? {} : { nonce }),
  };
}

/** No refresh token: the implicit grant has none. (RFC 6749, section 4.2.2) */
function implicitAnswer(tokens: Awaited<ReturnType<typeof signTokens>>) {
  return {
    id_token: tokens.idToken,
    access_token: tokens.accessToken,
    expires_in: String(tokens.accessTokenSeconds),
    token_type: "Bearer",
  };
}
