// How does a user that an administrator created replace the temporary password?
import type { PoolClient } from "../cloud/cloud.ts";
import { newOpaqueToken } from "../cloud/identifiers.ts";
import { CognitoError } from "../errors.ts";
import { signIn } from "../tokens/sign-in.ts";
import { findUser } from "../users/aliases.ts";
import { type Attributes, readableAttributes } from "../users/attributes.ts";
import type { NewPasswordChallenge } from "../users/challenges.ts";
import { checkMaySignIn } from "../users/sign-in-check.ts";
import type { User } from "../users/user.ts";
import type { ActionInput } from "./action.ts";
import { optionalText, optionalTextMap, text, textMap } from "./input.ts";
import { checkSecretHash } from "./lookup.ts";
import { checkReplacement, missingAttributes, replaceTemporaryPassword } from "./temporary-password.ts";

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
  const replacement = { newPassword, given: givenAttributes(responses) };
  checkReplacement({ pool, client }, user, replacement);
  if (!pool.cloud.challenges.close(session)) throw invalidSession();
  const confirmed = await replaceTemporaryPassword(pool, user, replacement);
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

function invalidSession(): CognitoError {
  return new CognitoError("NotAuthorizedException", "Invalid session for the user, session is expired.");
}
