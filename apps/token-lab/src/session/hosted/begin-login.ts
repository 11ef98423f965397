// How does a hosted login begin? (RFC 6749, section 4.1.1; RFC 7636, section 4.3)
import * as oauth from "oauth4webapi";
import type { LabSettings } from "../../settings/settings.ts";
import { endpoint, hostedLogin, ownUrl } from "./authorization-server.ts";
import { pendingLogin } from "./pending-login.ts";

/** Nothing about the API: what an access token opens, the policy decides. */
const SCOPES = "openid email";

/**
 * Remembers the sign-in in this tab, and gives the address of the hosted login.
 * @throws what fetch and oauth4webapi throw
 */
export async function beginLogin(settings: LabSettings): Promise<string> {
  const { server, client } = await hostedLogin(settings);
  const state = oauth.generateRandomState();
  const nonce = oauth.generateRandomNonce();
  const codeVerifier = oauth.generateRandomCodeVerifier();
  const url = endpoint(server.authorization_endpoint);
  const parameters = {
    response_type: "code",
    client_id: client.client_id,
    redirect_uri: ownUrl(),
    scope: SCOPES,
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  pendingLogin(sessionStorage).write({ state, nonce, codeVerifier, hash: location.hash });
  return url.href;
}
