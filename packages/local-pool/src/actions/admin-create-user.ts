// AdminCreateUser: how does an administrator make a user? No message is sent: whoever needs the password gives it.
import { newOpaqueToken } from "../cloud/identifiers.ts";
import { CognitoError } from "../errors.ts";
import { addUser } from "../users/aliases.ts";
import { newUser } from "../users/new-user.ts";
import { checkPassword } from "../users/password-policy.ts";
import type { Action } from "./action.ts";
import { describedUser } from "./described-user.ts";
import { asAttributeList, attributeList, optionalText, text } from "./input.ts";
import { poolOf } from "./lookup.ts";

/** A password that is not given is known to nobody. */
export const adminCreateUser: Action = async (cloud, input) => {
  const pool = poolOf(cloud, input);
  if (optionalText(input, "MessageAction") === "RESEND") {
    throw new CognitoError("UnsupportedOperationException", "the local pool sends no message to send again");
  }
  const given = optionalText(input, "TemporaryPassword");
  if (given !== undefined) checkPassword(pool, given);
  const user = newUser(pool, {
    name: text(input, "Username"),
    attributes: attributeList(input, "UserAttributes"),
    status: "FORCE_CHANGE_PASSWORD",
    password: given ?? newOpaqueToken(),
  });
  const added = await addUser(pool, user);
  if (typeof added === "string") {
    throw new CognitoError("UsernameExistsException", "An account with the given email already exists.");
  }
  return { User: { Attributes: asAttributeList(added), ...describedUser(added) } };
};
