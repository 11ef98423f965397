// Which client calls the token endpoint, and can it prove it? (RFC 6749, section 2.3.1; AWS: The token endpoint)

import { type Cloud, clientById, type PoolClient } from "../cloud/cloud.ts";
import { OAuthError } from "../errors.ts";
import { isClientSecret } from "../pools/client.ts";
import type { Form } from "./form.ts";

interface Presented {
  readonly clientId: string;
  readonly secret: string | undefined;
}

/**
 * The client that a request authenticates: by HTTP Basic or in the body, never both.
 * @throws OAuthError invalid_request, invalid_client
 */
export function authenticateClient(cloud: Cloud, request: Request, form: Form): PoolClient {
  const { clientId, secret } = presented(request.headers.get("authorization"), form);
  const found = clientById(cloud, clientId);
  if (found === undefined) throw new OAuthError("invalid_client", "client authentication failed");
  const { client } = found;
  const proven =
    client.clientSecret === undefined ? secret === undefined : isClientSecret(client, secret ?? "");
  if (!proven) throw new OAuthError("invalid_client", "client authentication failed");
  return found;
}

function presented(authorization: string | null, form: Form): Presented {
  const inBody = form.get("client_id");
  if (authorization === null) {
    if (inBody === undefined) throw new OAuthError("invalid_request", "expected client_id");
    return { clientId: inBody, secret: form.get("client_secret") };
  }
  const basic = basicCredentials(authorization);
  if (form.has("client_secret") || (inBody !== undefined && inBody !== basic.clientId)) {
    throw new OAuthError("invalid_request", "expected one way of client authentication");
  }
  return basic;
}

/** User name and password of a Basic header. Both are form-encoded first, which changes nothing in what Cognito generates. */
function basicCredentials(authorization: string): Presented {
  const [, encoded] = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(authorization.trim()) ?? [];
  const text = Buffer.from(encoded ?? "", "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon < 1)
    throw new OAuthError("invalid_client", "expected an Authorization header of the Basic scheme");
  try {
    const [clientId, secret] = [text.slice(0, colon), text.slice(colon + 1)].map(decodeURIComponent);
    return { clientId: clientId ?? "", secret };
  } catch {
    throw new OAuthError("invalid_client", "expected form-encoded credentials in the Basic header");
  }
}
