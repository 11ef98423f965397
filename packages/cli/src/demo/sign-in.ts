// How does a persona get its tokens? People by the AWS SDK with their password, machines at the token endpoint.
import { createHmac } from "node:crypto";
import {
  type CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { ClientCredentials, LocalPool } from "@claimsmith/local-pool";
import { CliError, firstLine } from "../errors.ts";
import type { LocalUser } from "../local-users.ts";

/** Tokens as they came, or the refusal of the trigger as the caller saw it. */
export type SignInAnswer =
  | { readonly idToken?: string; readonly accessToken: string }
  | { readonly refused: Refusal };

/** The name and the text of an error of Cognito. */
export interface Refusal {
  readonly name: string;
  readonly message: string;
}

/**
 * Signs a person in with USER_PASSWORD_AUTH.
 *
 * @throws CliError SIGN_IN_FAILED where anything but the trigger's own refusal stops it
 */
export async function signPersonIn(
  client: CognitoIdentityProviderClient,
  user: LocalUser,
  credentials: ClientCredentials,
): Promise<SignInAnswer> {
  const AuthParameters = {
    USERNAME: user.username,
    PASSWORD: user.password,
    ...secretHash(user.username, credentials),
  };
  const { clientId: ClientId } = credentials;
  try {
    const { AuthenticationResult } = await client.send(
      new InitiateAuthCommand({ AuthFlow: "USER_PASSWORD_AUTH", ClientId, AuthParameters }),
    );
    const { AccessToken, IdToken } = AuthenticationResult ?? {};
    if (AccessToken === undefined) throw new Error("the answer has no access token");
    return { accessToken: AccessToken, ...(IdToken !== undefined && { idToken: IdToken }) };
  } catch (error) {
    const { name, message } = error as Error;
    if (name === "UserLambdaValidationException") return { refused: { name, message } };
    throw new CliError("SIGN_IN_FAILED", `USER_PASSWORD_AUTH failed: ${name}: ${firstLine(error)}`, {
      cause: error,
    });
  }
}

/** What a client with a secret sends along. (AWS: Computing secret hash values) */
function secretHash(username: string, { clientId, clientSecret }: ClientCredentials) {
  if (clientSecret === undefined) return {};
  const hash = createHmac("sha256", clientSecret).update(`${username}${clientId}`);
  return { SECRET_HASH: hash.digest("base64") };
}

/**
 * Gets a machine's token by client credentials, with all scopes that the client may have.
 *
 * @throws CliError SIGN_IN_FAILED where anything but the trigger's own refusal stops it
 */
export async function signMachineIn(
  { endpoint }: Pick<LocalPool, "endpoint">,
  { clientId, clientSecret = "" }: ClientCredentials,
  metadata: Readonly<Record<string, string>> | undefined,
): Promise<SignInAnswer> {
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
  const body = new URLSearchParams({ grant_type: "client_credentials" });
  if (metadata !== undefined) body.set("aws_client_metadata", JSON.stringify(metadata));
  const answer = await fetch(`${endpoint}/oauth2/token`, {
    method: "POST",
    headers: { authorization: `Basic ${basic}` },
    body,
  });
  const { access_token, error, error_description } = (await answer.json()) as Readonly<
    Record<string, string>
  >;
  if (access_token !== undefined) return { accessToken: access_token };
  const name = error ?? `status ${answer.status}`;
  const message = error_description ?? "";
  if (name === "invalid_grant") return { refused: { name, message } };
  throw new CliError("SIGN_IN_FAILED", `client_credentials failed: ${name} ${message}`.trimEnd());
}
