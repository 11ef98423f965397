// How does a hosted login go on and end? (RFC 6749, section 6; RFC 7009; AWS: The managed login sign-out endpoint)
import * as oauth from "oauth4webapi";
import type { LabSettings } from "../../settings/settings.ts";
import { failureOf, SessionError } from "../failures.ts";
import type { Session } from "../session.ts";
import { endpoint, hostedLogin, ownUrl } from "./authorization-server.ts";
import { type HostedTokens, hostedTokens } from "./hosted-tokens.ts";

/** The session of these tokens. */
export function hostedSession(settings: LabSettings, tokens: HostedTokens): Session {
  return {
    way: "hosted",
    tokens,
    refresh: async () => hostedSession(settings, await refreshed(settings, tokens)),
    signOut: () => signOut(settings, tokens),
  };
}

/** Gives the session that this tab remembers, if any. */
export function rememberedSession(settings: LabSettings): Session | undefined {
  const tokens = hostedTokens(sessionStorage).read();
  return tokens === undefined ? undefined : hostedSession(settings, tokens);
}

async function refreshed(settings: LabSettings, tokens: HostedTokens): Promise<HostedTokens> {
  if (tokens.refreshToken === undefined) throw new SessionError("SessionEnded");
  const { server, client, authentication, options } = await hostedLogin(settings);
  try {
    const response = await oauth.refreshTokenGrantRequest(
      server,
      client,
      authentication,
      tokens.refreshToken,
      options,
    );
    const answer = await oauth.processRefreshTokenResponse(server, client, response);
    const next = {
      accessToken: answer.access_token,
      ...(answer.id_token === undefined ? {} : { idToken: answer.id_token }),
      // Another one with rotation alone. (AWS: Refresh token rotation)
      refreshToken: answer.refresh_token ?? tokens.refreshToken,
    };
    hostedTokens(sessionStorage).write(next);
    return next;
  } catch (error) {
    if (failureOf(error).code === "SESSION_ENDED") hostedTokens(sessionStorage).forget();
    throw error;
  }
}

async function signOut(settings: LabSettings, { refreshToken }: HostedTokens): Promise<string> {
  // First of all: whatever the pool answers, this tab has no tokens any more.
  hostedTokens(sessionStorage).forget();
  const { server, client, authentication, options } = await hostedLogin(settings);
  if (refreshToken !== undefined) {
    const response = await oauth.revocationRequest(server, client, authentication, refreshToken, options);
    await oauth.processRevocationResponse(response);
  }
  const url = logoutUrl(server);
  url.searchParams.set("client_id", client.client_id);
  url.searchParams.set("logout_uri", ownUrl());
  return url.href;
}

/** Discovery documents need not name it; it is beside the authorization endpoint. */
function logoutUrl({ end_session_endpoint, authorization_endpoint }: oauth.AuthorizationServer): URL {
  return end_session_endpoint === undefined
    ? new URL("/logout", endpoint(authorization_endpoint))
    : new URL(end_session_endpoint);
}
