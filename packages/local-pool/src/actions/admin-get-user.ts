// AdminGetUser: what does the pool know of a user?
import type { Action } from "./action.ts";
import { describedUser } from "./described-user.ts";
import { asAttributeList } from "./input.ts";
import { administeredUser } from "./lookup.ts";

/** Every attribute, whatever any client may read. */
export const adminGetUser: Action = async (cloud, input) => {
  const { user } = administeredUser(cloud, input);
  return { UserAttributes: asAttributeList(user), ...describedUser(user) };
};
