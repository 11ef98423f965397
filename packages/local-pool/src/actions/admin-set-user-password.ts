// AdminSetUserPassword: how does an administrator give a user a password?
import { CognitoError } from "../errors.ts";
import { passwordProblem } from "../users/password-policy.ts";
import { passwordVerifier } from "../users/srp-verifier.ts";
import type { Action } from "./action.ts";
import { flag, text } from "./input.ts";
import { administeredUser, changeUser } from "./lookup.ts";

/** With `Permanent` the user is confirmed; without it the next sign-in asks for a new password. */
export const adminSetUserPassword: Action = async (pool, input) => {
  const { username } = await administeredUser(pool, input);
  const newPassword = text(input, "Password");
  const status = flag(input, "Permanent") ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD";
  const problem = passwordProblem(newPassword);
  if (problem !== undefined) {
    throw new CognitoError("InvalidPasswordException", `Password did not conform with policy: ${problem}`);
  }
  const password = passwordVerifier({ poolName: pool.name, username }, newPassword);
  await changeUser(pool, username, () => ({ password, status }));
  return {};
};
