// AdminUserGlobalSignOut: how does an administrator sign a person out everywhere?
import { signOutEverywhere } from "../tokens/revocation.ts";
import type { Action } from "./action.ts";
import { administeredUser } from "./lookup.ts";

/** What GlobalSignOut does, without the person's access token. */
export const adminUserGlobalSignOut: Action = async (cloud, input) => {
  const { pool, user } = administeredUser(cloud, input);
  await signOutEverywhere(pool, user);
  return {};
};
