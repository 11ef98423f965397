// ListUsersInGroup: who is in a group?
import { USERS } from "../store/tables.ts";
import type { Action } from "./action.ts";
import { groupName } from "./admin-add-user-to-group.ts";
import { pageOf } from "./control-plane/paging.ts";
import { listedUser } from "./list-users.ts";
import { poolOf } from "./lookup.ts";

/** In the order of user names. */
export const listUsersInGroup: Action = async (cloud, input) => {
  const pool = poolOf(cloud, input);
  const name = groupName(pool, input);
  const { rows, next } = pageOf(input, {
    list: (after) =>
      [...cloud.database.list(USERS, pool.userPoolId, after)].filter(({ groups }) => groups.includes(name)),
    nameOf: ({ username }) => username,
    size: "Limit",
  });
  return { Users: rows.map((user) => listedUser(user)), ...next };
};
