// AdminDeleteUserAttributes: how does an administrator remove a user's attributes? No write list applies.
import type { Action } from "./action.ts";
import { deleteAttributes } from "./delete-user-attributes.ts";
import { textList } from "./input.ts";
import { administeredUser } from "./lookup.ts";

/** Required and immutable ones stay. */
export const adminDeleteUserAttributes: Action = async (cloud, input) => {
  const { pool, user } = administeredUser(cloud, input);
  await deleteAttributes(pool, user.username, textList(input, "UserAttributeNames"));
  return {};
};
