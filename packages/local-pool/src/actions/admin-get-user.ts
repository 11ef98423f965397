// AdminGetUser: what does the pool know of a user?
import type { Action } from "./action.ts";
import { asAttributeList } from "./input.ts";
import { administeredUser } from "./lookup.ts";

/** Every attribute, whatever any client may read. */
export const adminGetUser: Action = async (pool, input) => {
  const user = await administeredUser(pool, input);
  return {
    Username: user.username,
    UserAttributes: asAttributeList(user.username, user.attributes),
    Enabled: true,
    UserStatus: user.status,
    UserCreateDate: user.createdAtMs / 1000,
    UserLastModifiedDate: user.modifiedAtMs / 1000,
  };
};
