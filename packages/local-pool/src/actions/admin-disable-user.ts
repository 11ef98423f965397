// AdminDisableUser: how does an administrator lock a user out?
import type { Action } from "./action.ts";
import { administeredUser, changeUser } from "./lookup.ts";

/** The user's tokens are revoked, too, and stay so. (AWS API Reference: AdminDisableUser) */
export const adminDisableUser: Action = async (cloud, input) => {
  const { pool, user } = administeredUser(cloud, input);
  const signedOutAtMs = cloud.clock();
  await changeUser(pool, user.username, () => ({ enabled: false, signedOutAtMs }));
  return {};
};
