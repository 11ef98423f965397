// AdminUpdateUserAttributes: how does an administrator change a user's attributes? No write list applies.
import type { Action } from "./action.ts";
import { changeAttributes } from "./attribute-change.ts";
import { attributeList } from "./input.ts";
import { administeredUser } from "./lookup.ts";

/** A blank value removes an attribute. A new address gets a code unless the same call says that it is verified. */
export const adminUpdateUserAttributes: Action = async (cloud, input) => {
  const { pool, user } = administeredUser(cloud, input);
  await changeAttributes(pool, user.username, attributeList(input, "UserAttributes"));
  return {};
};
