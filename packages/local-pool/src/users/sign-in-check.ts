// Whose password is it, and what else keeps a user from signing in? (AWS: Managing user existence error responses; User accounts)
import type { Pool, PoolClient } from "../cloud/cloud.ts";
import { CognitoError } from "../errors.ts";
import { findUser } from "./aliases.ts";
import { isPassword } from "./srp-verifier.ts";
import type { User } from "./user.ts";

/**
 * The user that a client calls by user name or alias and whose password this is. What the password unlocks may still be the
 * choice of a new one: see the status.
 * @throws CognitoError NotAuthorizedException, and those of {@link userToSignIn} and {@link checkMaySignIn}
 */
export function userWithPassword({ pool, client }: PoolClient, name: string, password: string): User {
  const user = userToSignIn({ pool, client }, name);
  const owner = { poolName: pool.name, username: user?.username ?? name };
  if (!isPassword(owner, password, user?.password) || user === undefined) throw wrongNameOrPassword();
  checkMaySignIn(pool, user);
  return user;
}

/**
 * The user of a name before any password is looked at; `undefined` where there is none and the client may not be told.
 * @throws CognitoError UserNotFoundException where the client may be told; PasswordResetRequiredException where no password
 * counts any more, so that there is none to ask for (unverified: whether Cognito looks at the password first)
 */
export function userToSignIn({ pool, client }: PoolClient, name: string): User | undefined {
  const user = findUser(pool, name);
  if (user === undefined && client.settings.PreventUserExistenceErrors === "LEGACY") {
    throw new CognitoError("UserNotFoundException", "User does not exist.");
  }
  if (user?.status === "RESET_REQUIRED") {
    throw new CognitoError("PasswordResetRequiredException", "Password reset required for the user");
  }
  return user;
}

/**
 * Holds a user with the right password against what else keeps one out: told to nobody who does not have the password.
 * @throws CognitoError NotAuthorizedException, UserNotConfirmedException
 */
export function checkMaySignIn(pool: Pool, user: User): void {
  const obstacle = OBSTACLES.find(({ stands }) => stands(user, pool));
  if (obstacle !== undefined) throw new CognitoError(obstacle.type, obstacle.text);
}

/** The refusal of a wrong password, and of everything that must look like one. */
export function wrongNameOrPassword(): CognitoError {
  return new CognitoError("NotAuthorizedException", "Incorrect username or password.");
}

interface Obstacle {
  readonly stands: (user: User, pool: Pool) => boolean;
  readonly type: "NotAuthorizedException" | "UserNotConfirmedException";
  readonly text: string;
}

/** Names: AWS API Reference, InitiateAuth. Texts: observed in public reports. */
const OBSTACLES: readonly Obstacle[] = [
  { stands: ({ enabled }) => !enabled, type: "NotAuthorizedException", text: "User is disabled." },
  {
    stands: ({ status }) => status === "UNCONFIRMED",
    type: "UserNotConfirmedException",
    text: "User is not confirmed.",
  },
  {
    stands: hasExpiredPassword,
    type: "NotAuthorizedException",
    text: "Temporary password has expired and must be reset by an administrator.",
  },
];

const DAY_MS = 24 * 60 * 60 * 1000;

/** Zero days count as left out, which is seven. (AWS API Reference: PasswordPolicyType, TemporaryPasswordValidityDays) */
const DEFAULT_DAYS = 7;

function hasExpiredPassword(user: User, { cloud, record }: Pool): boolean {
  if (user.status !== "FORCE_CHANGE_PASSWORD") return false;
  const days = record.settings.Policies.PasswordPolicy.TemporaryPasswordValidityDays || DEFAULT_DAYS;
  return cloud.clock() >= (user.temporaryPasswordSetAtMs ?? user.createdAtMs) + days * DAY_MS;
}
