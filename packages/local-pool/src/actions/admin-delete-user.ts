// AdminDeleteUser: how does an administrator remove a user?
import { removeUser } from "../users/aliases.ts";
import type { Action } from "./action.ts";
import { administeredUser } from "./lookup.ts";

/** For good, enabled or not. */
export const adminDeleteUser: Action = async (cloud, input) => {
  const { pool, user } = administeredUser(cloud, input);
  await removeUser(pool, user.username);
  return {};
};
