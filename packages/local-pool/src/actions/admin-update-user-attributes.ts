// AdminUpdateUserAttributes: how does an administrator change a user's attributes? No write list applies.
import { changedAttributes, checkAttributes } from "../users/attributes.ts";
import type { Action } from "./action.ts";
import { attributeList } from "./input.ts";
import { administeredUser, changeUser } from "./lookup.ts";

/** A blank value removes an attribute. */
export const adminUpdateUserAttributes: Action = async (cloud, input) => {
  const { pool, user } = administeredUser(cloud, input);
  const change = attributeList(input, "UserAttributes");
  await changeUser(pool, user.username, ({ attributes }) => {
    checkAttributes(pool.record, change, attributes);
    return { attributes: changedAttributes(attributes, change) };
  });
  return {};
};
