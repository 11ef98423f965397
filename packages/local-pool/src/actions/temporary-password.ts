// How does a user replace a temporary password, and what must come with the new one?

import type { Pool, PoolClient } from "../cloud/cloud.ts";
import { CognitoError } from "../errors.ts";
import { requiredAttributes } from "../pools/user-pool.ts";
import { type Attributes, changedAttributes, checkAttributes, checkWritable } from "../users/attributes.ts";
import { checkPassword } from "../users/password-policy.ts";
import { passwordVerifier } from "../users/srp-verifier.ts";
import type { User } from "../users/user.ts";
import { changeUser } from "./lookup.ts";

/** The new password, and the attributes that were missing. */
export interface PasswordReplacement {
  readonly newPassword: string;
  readonly given: Attributes;
}

/** Names of the attributes that the pool requires and the user does not have yet. */
export function missingAttributes(pool: Pool, attributes: Attributes): readonly string[] {
  return requiredAttributes(pool.record).filter((name) => attributes[name] === undefined);
}

/**
 * Holds a replacement against the pool and the client, before the challenge is used up.
 * @throws CognitoError InvalidPasswordException, InvalidParameterException, NotAuthorizedException for an attribute that the
 * client may not write
 */
export function checkReplacement(
  { pool, client }: PoolClient,
  user: User,
  { newPassword, given }: PasswordReplacement,
): void {
  checkWritable(pool, client, Object.keys(given));
  checkAttributes(pool.record, given, user.attributes);
  const again = requiredAttributes(pool.record).find(
    (name) => given[name] !== undefined && user.attributes[name] !== undefined,
  );
  if (again !== undefined) throw invalidParameter(`Cannot modify an already provided ${again}`);
  const [missing] = missingAttributes(pool, { ...user.attributes, ...given });
  if (missing !== undefined) throw invalidParameter(`Invalid attributes given, ${missing} is missing`);
  checkPassword(pool, newPassword);
}

/** Confirms a user with a replacement that {@link checkReplacement} has let pass. */
export function replaceTemporaryPassword(
  pool: Pool,
  { username }: User,
  { newPassword, given }: PasswordReplacement,
): Promise<User> {
  const password = passwordVerifier({ poolName: pool.name, username }, newPassword);
  return changeUser(pool, username, ({ attributes }) => ({
    attributes: changedAttributes(attributes, given),
    password,
    status: "CONFIRMED",
  }));
}

function invalidParameter(message: string): CognitoError {
  return new CognitoError("InvalidParameterException", message);
}
