// What becomes of the answer of the hosted login? Tokens, if it belongs to the sign-in that this tab began. (RFC 6749, section 4.1.3)
import * as oauth from "oauth4webapi";
import type { LabSettings } from "../../settings/settings.ts";
import { failureOf, SessionError } from "../failures.ts";
import type { Session } from "../session.ts";
import { type HostedLogin, hostedLogin, ownUrl } from "./authorization-server.ts";
import { hostedSession } from "./hosted-session.ts";
import { hostedTokens } from "./hosted-tokens.ts";
import type { PendingLogin } from "./pending-login.ts";

/** An answer, and the sign-in that it should belong to. */
export interface LoginAnswer {
  readonly query: URLSearchParams;
  readonly pending: PendingLogin | undefined;
}

/**
 * Redeems the code and remembers the tokens in this tab.
 * @throws SessionError LoginNotOurs, LoginRefused; what fetch and oauth4webapi throw
 */
export async function finishLogin(settings: LabSettings, { query, pending }: LoginAnswer): Promise<Session> {
  if (pending === undefined || query.get("state") !== pending.state) throw new SessionError("LoginNotOurs");
  const login = await hostedLogin(settings);
  const parameters = oauth.validateAuthResponse(login.server, login.client, query, pending.state);
  const answer = await redeemed(login, parameters, pending);
  const tokens = {
    accessToken: answer.access_token,
    ...(answer.id_token === undefined ? {} : { idToken: answer.id_token }),
    ...(answer.refresh_token === undefined ? {} : { refreshToken: answer.refresh_token }),
  };
  hostedTokens(sessionStorage).write(tokens);
  return hostedSession(settings, tokens);
}

async function redeemed(
  { server, client, authentication, options }: HostedLogin,
  parameters: URLSearchParams,
  { codeVerifier, nonce }: PendingLogin,
): Promise<oauth.TokenEndpointResponse> {
  try {
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      authentication,
      parameters,
      ownUrl(),
      codeVerifier,
      options,
    );
    const expected = { expectedNonce: nonce, requireIdToken: true };
    return await oauth.processAuthorizationCodeResponse(server, client, response, expected);
  } catch (error) {
    // Of a code, invalid_grant says that it does not count: nothing has ended.
    throw failureOf(error).code === "SESSION_ENDED" ? new SessionError("LoginRefused") : error;
  }
}
