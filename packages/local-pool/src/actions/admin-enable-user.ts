// AdminEnableUser: how does an administrator let a user in again?
import type { Action } from "./action.ts";
import { administeredUser, changeUser } from "./lookup.ts";

/** In the state in which the user was disabled. */
export const adminEnableUser: Action = async (cloud, input) => {
  const { pool, user } = administeredUser(cloud, input);
  await changeUser(pool, user.username, () => ({ enabled: true }));
  return {};
};
