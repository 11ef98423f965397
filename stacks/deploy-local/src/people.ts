// How does a person of the policy come into a deployed pool, and sign in? Through the AWS SDK.
import { randomBytes } from "node:crypto";
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { UserPersona } from "@claimsmith/claims-policy";
import type { AwsClients } from "./aws-clients.ts";
import type { DeployedPool } from "./deployed-pool.ts";
import { expected } from "./errors.ts";

/** Somebody who can sign in. */
export interface Person {
  readonly persona: UserPersona;
  readonly userName: string;
  readonly password: string;
}

/** Both tokens of one sign-in. */
export interface Tokens {
  readonly accessToken: string;
  readonly idToken: string;
}

/** Makes a persona a user of the pool, with a password that nobody has seen. */
export async function createPerson(
  { cognito }: AwsClients,
  { userPoolId }: DeployedPool,
  persona: UserPersona,
): Promise<Person> {
  const userName = expected(persona.attributes?.email, "a persona with an e-mail address");
  const user = { UserPoolId: userPoolId, Username: userName };
  const attributes = Object.entries(persona.attributes ?? {}).map(([Name, Value]) => ({ Name, Value }));
  await cognito.send(
    new AdminCreateUserCommand({ ...user, UserAttributes: attributes, MessageAction: "SUPPRESS" }),
  );
  // Every kind of character that a password policy may ask for.
  const password = `Aa1!${randomBytes(18).toString("base64url")}`;
  await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
  for (const GroupName of persona.groups ?? []) {
    await cognito.send(new AdminAddUserToGroupCommand({ ...user, GroupName }));
  }
  return { persona, userName, password };
}

/**
 * Signs a person in with the password.
 * @throws DeployLocalError NOT_AS_EXPECTED; the SDK's errors where the pool refuses
 */
export async function signIn(
  { cognito }: AwsClients,
  { clientIds }: DeployedPool,
  { persona, userName, password }: Person,
): Promise<Tokens> {
  const [client = ""] = persona.clients ?? [];
  const { AuthenticationResult } = await cognito.send(
    new InitiateAuthCommand({
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId: expected(clientIds[client], `the client ${client} among the deployed ones`),
      AuthParameters: { USERNAME: userName, PASSWORD: password },
    }),
  );
  return {
    accessToken: expected(AuthenticationResult?.AccessToken, "an access token"),
    idToken: expected(AuthenticationResult?.IdToken, "an ID token"),
  };
}
