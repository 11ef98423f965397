// Where are the endpoints of the hosted login, and how does this page speak to them? (OpenID Connect Discovery 1.0)
import * as oauth from "oauth4webapi";
import { isOnThisMachine } from "../../settings/check-settings.ts";
import type { LabSettings } from "../../settings/settings.ts";

/** What every call of the hosted login needs. */
export interface HostedLogin {
  readonly server: oauth.AuthorizationServer;
  readonly client: oauth.Client;
  /** The page's client has no secret: nothing in a page is one. */
  readonly authentication: oauth.ClientAuth;
  /** Http to this machine alone. */
  readonly options: { readonly [oauth.allowInsecureRequests]: boolean };
}

/**
 * Reads the issuer's discovery document.
 * @throws what fetch and oauth4webapi throw
 */
export async function hostedLogin({ issuer, clientId }: LabSettings): Promise<HostedLogin> {
  const options = { [oauth.allowInsecureRequests]: isOnThisMachine(issuer) };
  const url = new URL(issuer);
  const response = await oauth.discoveryRequest(url, options);
  const server = await oauth.processDiscoveryResponse(url, response);
  return { server, client: { client_id: clientId }, authentication: oauth.None(), options };
}

/** An endpoint that the discovery document must name. */
export function endpoint(url: string | undefined): URL {
  if (url === undefined) throw new Error("expected the discovery document to name the endpoint");
  return new URL(url);
}

/** Where the hosted login sends the browser: this page, as among the client's callback and sign-out URLs. */
export function ownUrl(): string {
  return `${location.origin}/`;
}
