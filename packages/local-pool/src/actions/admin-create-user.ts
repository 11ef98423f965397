// AdminCreateUser: how does an administrator make a user, or invite one again?
import type { Pool } from "../cloud/cloud.ts";
import { CognitoError } from "../errors.ts";
import { addUser, findUser } from "../users/aliases.ts";
import type { Attributes } from "../users/attributes.ts";
import { anyContact } from "../users/contacts.ts";
import { newUser } from "../users/new-user.ts";
import { checkPassword, newPassword } from "../users/password-policy.ts";
import { passwordVerifier } from "../users/srp-verifier.ts";
import type { User } from "../users/user.ts";
import type { Action, ActionInput } from "./action.ts";
import { deliver } from "./code-delivery.ts";
import { describedUser } from "./described-user.ts";
import { asAttributeList, attributeList, flag, optionalText, text, textList } from "./input.ts";
import { changeUser, poolOf } from "./lookup.ts";
import { usernameExists } from "./sign-up.ts";

/** The temporary password, given or generated, goes to the outbox unless the message is suppressed. */
export const adminCreateUser: Action = async (cloud, input) => {
  const pool = poolOf(cloud, input);
  const given = optionalText(input, "TemporaryPassword");
  if (given !== undefined) checkPassword(pool, given);
  const password = given ?? newPassword(pool);
  const again = optionalText(input, "MessageAction") === "RESEND";
  const user = again ? await invitedAgain(pool, input, password) : await created(pool, input, password);
  if (optionalText(input, "MessageAction") !== "SUPPRESS") invite(pool, user, { input, password });
  return { User: { Attributes: asAttributeList(user), ...describedUser(user) } };
};

async function created(pool: Pool, input: ActionInput, password: string): Promise<User> {
  const user = newUser(pool, {
    name: text(input, "Username"),
    attributes: attributeList(input, "UserAttributes"),
    status: "FORCE_CHANGE_PASSWORD",
    password,
  });
  const added = await addUser(pool, user, { takesAliases: flag(input, "ForceAliasCreation") });
  if (typeof added === "string") throw usernameExists(pool);
  return added;
}

async function invitedAgain(pool: Pool, input: ActionInput, temporary: string): Promise<User> {
  const user = findUser(pool, text(input, "Username"));
  if (user === undefined) throw new CognitoError("UserNotFoundException", "User does not exist.");
  if (user.status !== "FORCE_CHANGE_PASSWORD") {
    throw new CognitoError(
      "UnsupportedUserStateException",
      "Resend not possible. User status is not FORCE_CHANGE_PASSWORD",
    );
  }
  const password = passwordVerifier({ poolName: pool.name, username: user.username }, temporary);
  const temporaryPasswordSetAtMs = pool.cloud.clock();
  return changeUser(pool, user.username, () => ({ password, temporaryPasswordSetAtMs }));
}

/**
 * To every medium that the call asks for and the user has an address for. Without one asked for it is the preferred address;
 * Cognito's default is SMS alone.
 */
function invite(pool: Pool, user: User, message: { input: ActionInput; password: string }): void {
  const media = textList(message.input, "DesiredDeliveryMediums");
  const { email, phone_number } = user.attributes;
  const contacts: readonly (Attributes | undefined)[] =
    media.length === 0
      ? [user.attributes]
      : [
          media.includes("EMAIL") && email !== undefined ? { email } : undefined,
          media.includes("SMS") && phone_number !== undefined ? { phone_number } : undefined,
        ];
  for (const attributes of contacts) {
    const contact = attributes && anyContact(attributes);
    if (contact === undefined) continue;
    deliver(pool, user.username, { purpose: "temporary_password", contact, code: message.password });
  }
}
