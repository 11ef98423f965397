// AdminUpdateUserAttributes: how does an administrator change a user's attributes? No write list applies.
import { changedAttributes, checkAttributes } from "../users/attributes.ts";
import type { Action } from "./action.ts";
import { attributeList } from "./input.ts";
import { administeredUser, changeUser } from "./lookup.ts";

/** A blank value removes an attribute. */
export const adminUpdateUserAttributes: Action = async (pool, input) => {
  const { username } = await administeredUser(pool, input);
  const change = attributeList(input, "UserAttributes");
  await changeUser(pool, username, ({ attributes }) => {
    checkAttributes(pool.blueprint, change, attributes);
    return { attributes: changedAttributes(attributes, change) };
  });
  return {};
};
