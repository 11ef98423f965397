// How does the test user sign in? As an application does, with the password, through Cognito's API.
import {
  type CognitoIdentityProviderClient,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
} from "@aws-sdk/client-cognito-identity-provider";
import { causeCode, SmokeError } from "./errors.ts";

/** A user of the pool who is there for this test alone. */
export interface TestUser {
  readonly userName: string;
  readonly password: string;
}

/** Both tokens of the sign-in. */
export interface Tokens {
  readonly accessToken: string;
  readonly idToken: string;
}

/**
 * Signs in with USER_PASSWORD_AUTH.
 * @throws SmokeError SIGN_IN_FAILED
 */
export async function signIn(
  cognito: CognitoIdentityProviderClient,
  clientId: string,
  { userName, password }: TestUser,
): Promise<Tokens> {
  const command = new InitiateAuthCommand({
    AuthFlow: "USER_PASSWORD_AUTH",
    ClientId: clientId,
    AuthParameters: { USERNAME: userName, PASSWORD: password },
  });
  let answer: InitiateAuthCommandOutput;
  try {
    answer = await cognito.send(command);
  } catch (cause) {
    throw failed(`received ${causeCode(cause)}: correct the test user or its password`, cause);
  }
  const { AccessToken, IdToken } = answer.AuthenticationResult ?? {};
  if (AccessToken === undefined || IdToken === undefined) {
    throw failed(`received the challenge ${answer.ChallengeName}: the test user needs a final password`);
  }
  return { accessToken: AccessToken, idToken: IdToken };
}

function failed(received: string, cause?: unknown): SmokeError {
  return new SmokeError("SIGN_IN_FAILED", `expected tokens of the pool, ${received}`, { cause });
}
