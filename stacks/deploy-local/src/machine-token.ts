// How does a machine get a token of a deployed pool? With its secret, at the endpoint that the issuer names.
import { DescribeUserPoolClientCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { AwsClients } from "./aws-clients.ts";
import type { DeployedPool } from "./deployed-pool.ts";
import { expected, notAsExpected } from "./errors.ts";

/**
 * Asks for a token by client credentials. (RFC 6749, section 4.4)
 * @throws DeployLocalError NOT_AS_EXPECTED
 */
export async function machineToken(
  { cognito }: AwsClients,
  { issuer, userPoolId, clientIds }: DeployedPool,
  client: string,
): Promise<string> {
  const clientId = expected(clientIds[client], `the client ${client} among the deployed ones`);
  const { UserPoolClient } = await cognito.send(
    new DescribeUserPoolClientCommand({ UserPoolId: userPoolId, ClientId: clientId }),
  );
  const secret = expected(UserPoolClient?.ClientSecret, `a secret of the client ${client}`);
  const basic = Buffer.from(`${clientId}:${secret}`).toString("base64");
  const response = await fetch(await tokenEndpoint(issuer), {
    method: "POST",
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  if (!response.ok) throw notAsExpected(`expected a token of ${client}, not status ${response.status}`);
  const { access_token: token } = (await response.json()) as { readonly access_token?: string };
  return expected(token, `an access token of ${client}`);
}

/** (OpenID Connect Discovery 1.0, section 4) */
async function tokenEndpoint(issuer: string): Promise<string> {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`);
  const { token_endpoint: endpoint } = (await response.json()) as { readonly token_endpoint?: string };
  return expected(endpoint, "a token endpoint in the issuer's discovery document");
}
