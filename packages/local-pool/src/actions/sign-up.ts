// SignUp: how does a person register? The code for ConfirmSignUp goes to the address that the pool verifies by itself.
import type { Pool } from "../cloud/cloud.ts";
import { CognitoError } from "../errors.ts";
import { addUser } from "../users/aliases.ts";
import { type Attributes, checkRequired, checkWritable } from "../users/attributes.ts";
import { newCode } from "../users/codes.ts";
import { confirmationContact } from "../users/contacts.ts";
import { newUser } from "../users/new-user.ts";
import { checkPassword } from "../users/password-policy.ts";
import type { User } from "../users/user.ts";
import type { Action } from "./action.ts";
import { deliver } from "./code-delivery.ts";
import { attributeList, text } from "./input.ts";
import { namedUser } from "./named-user.ts";

/** Held to the client's write list. Whether the name is taken is told whatever the client's setting. */
export const signUp: Action = async (cloud, input) => {
  const { pool, client, name } = namedUser(cloud, input);
  if (pool.record.settings.AdminCreateUserConfig.AllowAdminCreateUserOnly) {
    throw new CognitoError("NotAuthorizedException", "SignUp is not permitted for this user pool");
  }
  const password = text(input, "Password");
  const attributes = attributeList(input, "UserAttributes");
  checkWritable(pool, client, Object.keys(attributes));
  const user = registered(newUser(pool, { name, attributes, status: "UNCONFIRMED", password }));
  checkRequired(pool.record, user.attributes);
  checkPassword(pool, password);
  const details = await addRegistered(pool, user);
  return {
    UserConfirmed: false,
    UserSub: user.sub,
    ...(details === undefined ? {} : { CodeDeliveryDetails: details }),
  };
};

/** A registered user's addresses are marked as not verified; those of an administrator's are not marked at all. */
function registered(user: User): User {
  const { email, phone_number } = user.attributes;
  const flags: Attributes = {
    ...(email === undefined ? {} : { email_verified: "false" }),
    ...(phone_number === undefined ? {} : { phone_number_verified: "false" }),
  };
  return { ...user, attributes: { ...user.attributes, ...flags } };
}

async function addRegistered(pool: Pool, user: User): Promise<object | undefined> {
  const contact = confirmationContact(pool.record, user.attributes);
  const purpose = "confirm_sign_up";
  const code = contact && newCode(pool, purpose, contact);
  const added = await addUser(pool, code === undefined ? user : { ...user, codes: { [purpose]: code } });
  if (typeof added === "string") throw usernameExists(pool);
  if (contact === undefined || code === undefined) return undefined;
  return deliver(pool, user.username, { purpose, contact, code: code.code });
}

/** Where people sign in with an address the text says so. (Wording: seen in answers of real pools) */
export function usernameExists({ record }: Pool): CognitoError {
  const [kind] = record.settings.UsernameAttributes ?? [];
  const message =
    kind === undefined ? "User already exists" : `An account with the given ${kind} already exists.`;
  return new CognitoError("UsernameExistsException", message);
}
