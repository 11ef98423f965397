// ConfirmForgotPassword: how does a code become a new password?
import { countAttempt } from "../users/attempts.ts";
import { checkedCode, codesWith, codeWrong } from "../users/codes.ts";
import { checkPassword } from "../users/password-policy.ts";
import { passwordVerifier } from "../users/srp-verifier.ts";
import type { Action } from "./action.ts";
import { text } from "./input.ts";
import { changeUser } from "./lookup.ts";
import { checkEnabled, hidesUsers, namedUser, noSuchUser } from "./named-user.ts";

const PURPOSE = "reset_password";

/**
 * The user is confirmed then, whatever the state before. The password is looked at before the user is, so that the answer
 * to a bad one tells nothing. (AWS: Managing user existence error responses)
 */
export const confirmForgotPassword: Action = async (cloud, input) => {
  const { pool, client, user } = namedUser(cloud, input);
  const given = text(input, "ConfirmationCode");
  const newPassword = text(input, "Password");
  checkPassword(pool, newPassword);
  if (user?.enabled !== true && hidesUsers(client)) throw codeWrong();
  if (user === undefined) throw noSuchUser();
  checkEnabled(user);
  await countAttempt(pool, user.username, "ConfirmForgotPassword");
  const password = passwordVerifier({ poolName: pool.name, username: user.username }, newPassword);
  await changeUser(pool, user.username, (before) => {
    checkedCode(pool, before, { purpose: PURPOSE, given });
    return { password, status: "CONFIRMED", codes: codesWith(before, PURPOSE) };
  });
  return {};
};
