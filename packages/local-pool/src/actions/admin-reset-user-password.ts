// AdminResetUserPassword: how does an administrator make a user set a new password?
import { recoveryContact } from "../users/contacts.ts";
import type { Action } from "./action.ts";
import { checkedContact, checkResettable, sendResetCode } from "./forgot-password.ts";
import { administeredUser } from "./lookup.ts";
import { checkEnabled } from "./named-user.ts";

/** The old password stops at once; the user gets the code that ConfirmForgotPassword takes. */
export const adminResetUserPassword: Action = async (cloud, input) => {
  const { pool, user } = administeredUser(cloud, input);
  checkEnabled(user);
  checkResettable(user);
  const contact = checkedContact(recoveryContact(pool.record, user));
  await sendResetCode(pool, user, { contact, change: { status: "RESET_REQUIRED" } });
  return {};
};
