// How does a user replace a temporary password, and what must come with the new one?

import type { Pool, PoolClient } from "../cloud/cloud.ts";
import { CognitoError } from "../errors.ts";
import { requiredAttributes } from "../pools/user-pool.ts";
import { type Attributes, changedAttributes, checkAttributes, checkWritable } from "../users/attributes.ts";
import { checkPassword } from "../users/password-policy.ts";
import { passwordVerifier } from "../users/srp-verifier.ts";
import type { User } from "../users/user.ts";
import { changeUser } from "./lookup.ts";

/** Names of the attributes that the pool requires and the user does not have yet. */
export function missingAttributes(pool: Pool, attributes: Attributes): readonly string[] {
  return requiredAttributes(pool.record).filter((name) => attributes[name] === undefined);
}

/**
 * Confirms a user with a new password and the attributes that were missing.
 * @throws CognitoError InvalidPasswordException, InvalidParameterException, NotAuthorizedException for an attribute that the
 * client may not write
 */
export async function replaceTemporaryPassword(
  { pool, client }: PoolClient,
  user: User,
  { newPassword, given }: { readonly newPassword: string; readonly given: Attributes },
): Promise<User> {
  checkWritable(pool, client, Object.keys(given));
  checkAttributes(pool.record, given, user.attributes);
  const [missing] = missingAttributes(pool, { ...user.attributes, ...given });
  if (missing !== undefined) {
    throw new CognitoError("InvalidParameterException", `Invalid attributes given, ${missing} is missing`);
  }
  checkPassword(pool, newPassword);
  const password = passwordVerifier({ poolName: pool.name, username: user.username }, newPassword);
  return changeUser(pool, user.username, ({ attributes }) => ({
    attributes: changedAttributes(attributes, given),
    password,
    status: "CONFIRMED",
  }));
}
