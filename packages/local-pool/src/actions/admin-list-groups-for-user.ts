// AdminListGroupsForUser: which groups is a user in?
import { groupsNamed } from "../pools/group.ts";
import type { Action } from "./action.ts";
import { described } from "./control-plane/groups.ts";
import { pageOf } from "./control-plane/paging.ts";
import { administeredUser } from "./lookup.ts";

/** In the order of names. */
export const adminListGroupsForUser: Action = async (cloud, input) => {
  const { pool, user } = administeredUser(cloud, input);
  const groups = [...groupsNamed(pool, user.groups)].sort((one, other) => (one.name < other.name ? -1 : 1));
  const { rows, next } = pageOf(input, {
    list: (after) => groups.filter(({ name }) => after === undefined || name > after),
    nameOf: ({ name }) => name,
    size: "Limit",
  });
  return { Groups: rows.map((group) => described(pool, group)), ...next };
};
