// AdminConfirmSignUp: how does an administrator confirm somebody who registered? No address is verified by it.
import { codesWith } from "../users/codes.ts";
import type { Action } from "./action.ts";
import { checkUnconfirmed } from "./confirm-sign-up.ts";
import { administeredUser, changeUser } from "./lookup.ts";

/** Only once. */
export const adminConfirmSignUp: Action = async (cloud, input) => {
  const { pool, user } = administeredUser(cloud, input);
  await changeUser(pool, user.username, (before) => {
    checkUnconfirmed(before);
    return { status: "CONFIRMED", codes: codesWith(before, "confirm_sign_up") };
  });
  return {};
};
