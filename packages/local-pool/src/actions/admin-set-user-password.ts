// AdminSetUserPassword: how does an administrator give a user a password?
import { checkPassword } from "../users/password-policy.ts";
import { passwordVerifier } from "../users/srp-verifier.ts";
import type { Action } from "./action.ts";
import { flag, text } from "./input.ts";
import { administeredUser, changeUser } from "./lookup.ts";

/** With `Permanent` the user is confirmed; without it the next sign-in asks for a new password. */
export const adminSetUserPassword: Action = async (cloud, input) => {
  const { pool, user } = administeredUser(cloud, input);
  const newPassword = text(input, "Password");
  const status = flag(input, "Permanent") ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD";
  checkPassword(pool, newPassword);
  const password = passwordVerifier({ poolName: pool.name, username: user.username }, newPassword);
  const set = { password, status, temporaryPasswordSetAtMs: pool.cloud.clock() } as const;
  await changeUser(pool, user.username, () => set);
  return {};
};
