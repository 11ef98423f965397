// ChangePassword: how does a user who knows the password change it?
import { CognitoError } from "../errors.ts";
import { readAccessToken } from "../tokens/read-access-token.ts";
import { countAttempt } from "../users/attempts.ts";
import { checkPassword } from "../users/password-policy.ts";
import { isPassword, passwordVerifier } from "../users/srp-verifier.ts";
import type { Action } from "./action.ts";
import { text } from "./input.ts";
import { changeUser } from "./lookup.ts";

/** Tokens of before stay good: only a sign-out ends them. */
export const changePassword: Action = async (cloud, input) => {
  const { pool, user } = await readAccessToken(cloud, text(input, "AccessToken"));
  const previous = text(input, "PreviousPassword");
  const proposed = text(input, "ProposedPassword");
  await countAttempt(pool, user.username, "ChangePassword");
  const owner = { poolName: pool.name, username: user.username };
  if (!isPassword(owner, previous, user.password)) {
    throw new CognitoError("NotAuthorizedException", "Incorrect username or password.");
  }
  checkPassword(pool, proposed);
  const password = passwordVerifier(owner, proposed);
  await changeUser(pool, user.username, () => ({ password }));
  return {};
};
