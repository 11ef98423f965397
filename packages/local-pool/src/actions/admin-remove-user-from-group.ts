// AdminRemoveUserFromGroup: how does a user leave a group?
import type { Action } from "./action.ts";
import { groupName } from "./admin-add-user-to-group.ts";
import { administeredUser, changeUser } from "./lookup.ts";

/** Leaving a group that the user is not in does no harm. */
export const adminRemoveUserFromGroup: Action = async (cloud, input) => {
  const { pool, user } = administeredUser(cloud, input);
  const name = groupName(pool, input);
  await changeUser(pool, user.username, ({ groups }) => ({
    groups: groups.filter((group) => group !== name),
  }));
  return {};
};
