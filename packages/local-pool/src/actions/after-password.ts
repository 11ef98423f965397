// What follows when a user has proven the password? Tokens, or the choice of a new password.
import type { PoolClient } from "../cloud/cloud.ts";
import { signIn } from "../tokens/sign-in.ts";
import type { User } from "../users/user.ts";
import { newPasswordChallenge } from "./new-password-challenge.ts";

/**
 * The answer to a user who may sign in.
 * @throws CognitoError the trigger's errors
 */
export async function afterPassword(
  { pool, client }: PoolClient,
  user: User,
  clientMetadata?: Readonly<Record<string, string>>,
): Promise<object> {
  if (user.status === "FORCE_CHANGE_PASSWORD") return newPasswordChallenge({ pool, client }, user);
  return signIn(pool, { client, user, ...(clientMetadata === undefined ? {} : { clientMetadata }) });
}
