// How does a user that an administrator created replace the temporary password?
import { CognitoError } from "../errors.ts";
import type { PoolClient } from "../pool/clients.ts";
import type { Pool } from "../pool/context.ts";
import { signIn } from "../tokens/sign-in.ts";
import {
  type Attributes,
  changedAttributes,
  checkAttributes,
  checkWritable,
  readableAttributes,
} from "../users/attributes.ts";
import type { Challenge } from "../users/challenges.ts";
import { passwordProblem } from "../users/password-policy.ts";
import { passwordVerifier } from "../users/srp-verifier.ts";
import type { User } from "../users/user.ts";
import type { ActionInput } from "./action.ts";
import { optionalText, optionalTextMap, text, textMap } from "./input.ts";
import { changeUser, checkSecretHash, findUser } from "./lookup.ts";

const NAME = "NEW_PASSWORD_REQUIRED";
const PREFIX = "userAttributes.";

/** Answers a right temporary password: a session, and which required attributes are still missing. */
export function newPasswordChallenge(pool: Pool, client: PoolClient, user: User): object {
  const session = pool.challenges.open({ name: NAME, username: user.username, clientId: client.clientId });
  return {
    ChallengeName: NAME,
    Session: session,
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: JSON.stringify(
        missingAttributes(pool, user.attributes).map((name) => PREFIX + name),
      ),
      userAttributes: JSON.stringify(readableAttributes(client.blueprint, user)),
    },
  };
}

/**
 * Takes the new password, and the attributes that come with it, and signs the user in. The password stays changed if the
 * trigger then refuses (unverified: AWS does not say).
 * @throws CognitoError NotAuthorizedException, InvalidParameterException, InvalidPasswordException, and the trigger's errors
 */
export async function answerNewPassword(pool: Pool, client: PoolClient, input: ActionInput): Promise<object> {
  const responses = textMap(input, "ChallengeResponses");
  const session = text(input, "Session");
  const challenge = openChallenge(pool, client, session);
  const usernameOrEmail = text(responses, "USERNAME");
  const newPassword = text(responses, "NEW_PASSWORD");
  checkSecretHash(client, usernameOrEmail, optionalText(responses, "SECRET_HASH"));
  const user = await findUser(pool, usernameOrEmail);
  if (user?.username !== challenge.username || user.status !== "FORCE_CHANGE_PASSWORD")
    throw invalidSession();
  const given = givenAttributes(responses);
  checkGivenAttributes({ pool, client, user, given });
  const problem = passwordProblem(newPassword);
  if (problem !== undefined) {
    throw new CognitoError("InvalidPasswordException", `Password did not conform with policy: ${problem}`);
  }
  if (!pool.challenges.close(session)) throw invalidSession();
  const password = passwordVerifier({ poolName: pool.name, username: user.username }, newPassword);
  const confirmed = await changeUser(pool, user.username, ({ attributes }) => ({
    attributes: changedAttributes(attributes, given),
    password,
    status: "CONFIRMED",
  }));
  const clientMetadata = optionalTextMap(input, "ClientMetadata");
  return signIn(pool, {
    client,
    user: confirmed,
    triggerSource: "TokenGeneration_NewPasswordChallenge",
    ...(clientMetadata === undefined ? {} : { clientMetadata }),
  });
}

function openChallenge(pool: Pool, client: PoolClient, session: string): Challenge {
  const challenge = pool.challenges.find(session);
  if (challenge?.clientId !== client.clientId) throw invalidSession();
  return challenge;
}

function givenAttributes(responses: Readonly<Record<string, string>>): Attributes {
  const entries = Object.entries(responses).filter(([name]) => name.startsWith(PREFIX));
  return Object.fromEntries(entries.map(([name, value]) => [name.slice(PREFIX.length), value]));
}

function checkGivenAttributes(request: {
  readonly pool: Pool;
  readonly client: PoolClient;
  readonly user: User;
  readonly given: Attributes;
}): void {
  const { pool, client, user, given } = request;
  const { blueprint } = pool;
  checkWritable(blueprint, client.blueprint, Object.keys(given));
  checkAttributes(blueprint, given, user.attributes);
  const again = blueprint.requiredAttributes.find(
    (name) => given[name] !== undefined && user.attributes[name] !== undefined,
  );
  if (again !== undefined) throw invalidParameter(`Cannot modify an already provided ${again}`);
  const [missing] = missingAttributes(pool, { ...user.attributes, ...given });
  if (missing !== undefined) throw invalidParameter(`Invalid attributes given, ${missing} is missing`);
}

function missingAttributes(pool: Pool, attributes: Attributes): readonly string[] {
  return pool.blueprint.requiredAttributes.filter((name) => attributes[name] === undefined);
}

function invalidSession(): CognitoError {
  return new CognitoError("NotAuthorizedException", "Invalid session for the user, session is expired.");
}

function invalidParameter(message: string): CognitoError {
  return new CognitoError("InvalidParameterException", message);
}
