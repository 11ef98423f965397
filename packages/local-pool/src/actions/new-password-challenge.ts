// How does a user that an administrator created replace the temporary password?
import type { Pool, PoolClient } from "../cloud/cloud.ts";
import { newOpaqueToken } from "../cloud/identifiers.ts";
import { CognitoError } from "../errors.ts";
import type { ClientRecord } from "../pools/client.ts";
import { requiredAttributes } from "../pools/user-pool.ts";
import { signIn } from "../tokens/sign-in.ts";
import { findUser } from "../users/aliases.ts";
import {
  type Attributes,
  changedAttributes,
  checkAttributes,
  checkWritable,
  readableAttributes,
} from "../users/attributes.ts";
import type { NewPasswordChallenge } from "../users/challenges.ts";
import { checkPassword } from "../users/password-policy.ts";
import { checkMaySignIn } from "../users/sign-in-check.ts";
import { passwordVerifier } from "../users/srp-verifier.ts";
import type { User } from "../users/user.ts";
import type { ActionInput } from "./action.ts";
import { optionalText, optionalTextMap, text, textMap } from "./input.ts";
import { changeUser, checkSecretHash } from "./lookup.ts";

const NAME = "NEW_PASSWORD_REQUIRED";
const PREFIX = "userAttributes.";

/** Answers a right temporary password: a session, and which required attributes are still missing. */
export function newPasswordChallenge({ pool, client }: PoolClient, user: User): object {
  const session = newOpaqueToken();
  const { username } = user;
  pool.cloud.challenges.open(session, { name: NAME, username, clientId: client.clientId }, client);
  return {
    ChallengeName: NAME,
    Session: session,
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: JSON.stringify(
        missingAttributes(pool, user.attributes).map((name) => PREFIX + name),
      ),
      userAttributes: JSON.stringify(readableAttributes(pool, client, user)),
    },
  };
}

/**
 * Takes the new password, and the attributes that come with it, and signs the user in. The password stays changed if the
 * trigger then refuses (unverified: AWS does not say).
 * @throws CognitoError NotAuthorizedException, InvalidParameterException, InvalidPasswordException, and the trigger's errors
 */
export async function answerNewPassword({ pool, client }: PoolClient, input: ActionInput): Promise<object> {
  const responses = textMap(input, "ChallengeResponses");
  const session = text(input, "Session");
  const challenge = openChallenge({ pool, client }, session);
  const usernameOrEmail = text(responses, "USERNAME");
  const newPassword = text(responses, "NEW_PASSWORD");
  checkSecretHash(client, usernameOrEmail, optionalText(responses, "SECRET_HASH"));
  const user = findUser(pool, usernameOrEmail);
  if (user?.username !== challenge.username || user.status !== "FORCE_CHANGE_PASSWORD")
    throw invalidSession();
  checkMaySignIn(pool, user);
  const given = givenAttributes(responses);
  checkGivenAttributes({ pool, client, user, given });
  checkPassword(pool, newPassword);
  if (!pool.cloud.challenges.close(session)) throw invalidSession();
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

function openChallenge({ pool, client }: PoolClient, session: string): NewPasswordChallenge {
  const challenge = pool.cloud.challenges.find(NAME, session);
  if (challenge?.clientId !== client.clientId) throw invalidSession();
  return challenge;
}

function givenAttributes(responses: Readonly<Record<string, string>>): Attributes {
  const entries = Object.entries(responses).filter(([name]) => name.startsWith(PREFIX));
  return Object.fromEntries(entries.map(([name, value]) => [name.slice(PREFIX.length), value]));
}

function checkGivenAttributes(request: {
  readonly pool: Pool;
  readonly client: ClientRecord;
  readonly user: User;
  readonly given: Attributes;
}): void {
  const { pool, client, user, given } = request;
  checkWritable(pool, client, Object.keys(given));
  checkAttributes(pool.record, given, user.attributes);
  const again = requiredAttributes(pool.record).find(
    (name) => given[name] !== undefined && user.attributes[name] !== undefined,
  );
  if (again !== undefined) throw invalidParameter(`Cannot modify an already provided ${again}`);
  const [missing] = missingAttributes(pool, { ...user.attributes, ...given });
  if (missing !== undefined) throw invalidParameter(`Invalid attributes given, ${missing} is missing`);
}

function missingAttributes(pool: Pool, attributes: Attributes): readonly string[] {
  return requiredAttributes(pool.record).filter((name) => attributes[name] === undefined);
}

function invalidSession(): CognitoError {
  return new CognitoError("NotAuthorizedException", "Invalid session for the user, session is expired.");
}

function invalidParameter(message: string): CognitoError {
  return new CognitoError("InvalidParameterException", message);
}
