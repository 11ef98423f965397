// ForgotPassword: how does a user who forgot the password get a code for a new one?
import type { Pool } from "../cloud/cloud.ts";
import { CognitoError } from "../errors.ts";
import { countAttempt } from "../users/attempts.ts";
import { type Contact, recoveryContact, simulatedDetails } from "../users/contacts.ts";
import type { User } from "../users/user.ts";
import type { Action } from "./action.ts";
import { sendCode } from "./code-delivery.ts";
import { checkEnabled, hidesUsers, namedUser, noSuchUser } from "./named-user.ts";

/**
 * The old password stays good until the code is used. A client that must not learn who exists is told of a delivery also
 * where there is no user, a disabled one, or no verified address (the newest guide says that real pools sometimes answer
 * InvalidParameterException instead).
 */
export const forgotPassword: Action = async (cloud, input) => {
  const { pool, client, name, user } = namedUser(cloud, input);
  const hides = hidesUsers(client);
  const contact = user?.enabled ? recoveryContact(pool.record, user) : undefined;
  if (hides && contact === undefined) return { CodeDeliveryDetails: simulatedDetails(pool, name) };
  if (user === undefined) throw noSuchUser();
  checkEnabled(user);
  checkResettable(user);
  const known = checkedContact(contact);
  await countAttempt(pool, user.username, "ForgotPassword");
  return { CodeDeliveryDetails: await sendResetCode(pool, user, { contact: known }) };
};

/** @throws CognitoError NotAuthorizedException for a user who has a temporary password to replace */
export function checkResettable({ status }: User): void {
  if (status !== "FORCE_CHANGE_PASSWORD") return;
  throw new CognitoError("NotAuthorizedException", "User password cannot be reset in the current state.");
}

/** @throws CognitoError InvalidParameterException where no address is verified */
export function checkedContact(contact: Contact | undefined): Contact {
  if (contact !== undefined) return contact;
  throw new CognitoError(
    "InvalidParameterException",
    "Cannot reset password for the user as there is no registered/verified email or phone_number",
  );
}

/** Sends the code that ConfirmForgotPassword takes. */
export function sendResetCode(
  pool: Pool,
  { username }: User,
  message: { readonly contact: Contact; readonly change?: Partial<User> },
): Promise<object> {
  return sendCode(pool, username, { ...message, purpose: "reset_password" });
}
