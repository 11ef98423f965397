// ListUsers: which users has a pool?
import type { Pool } from "../cloud/cloud.ts";
import { USERS } from "../store/tables.ts";
import type { User } from "../users/user.ts";
import { userFilter } from "../users/user-filter.ts";
import type { Action } from "./action.ts";
import { pageOf } from "./control-plane/paging.ts";
import { describedUser } from "./described-user.ts";
import { asAttributeList, optionalText, optionalTextList } from "./input.ts";
import { poolOf } from "./lookup.ts";

/** Sorted by the filter's attribute, else by user name. An attribute that a user does not have is left out. */
export const listUsers: Action = async (cloud, input) => {
  const pool = poolOf(cloud, input);
  const names = optionalTextList(input, "AttributesToGet") ?? [];
  // Every other list calls its token NextToken.
  const request = { ...input, NextToken: optionalText(input, "PaginationToken") };
  const { rows, next } = pageOf(request, {
    ...sortedUsers(pool, optionalText(input, "Filter") ?? ""),
    size: "Limit",
  });
  return {
    Users: rows.map((user) => listedUser(user, names)),
    ...(next.NextToken === undefined ? {} : { PaginationToken: next.NextToken }),
  };
};

interface SortedUsers {
  readonly list: (after: string | undefined) => Iterable<User>;
  readonly nameOf: (user: User) => string;
}

function sortedUsers({ cloud, userPoolId }: Pool, filter: string): SortedUsers {
  if (filter.trim() === "") {
    return {
      list: (after) => cloud.database.list(USERS, userPoolId, after),
      nameOf: ({ username }) => username,
    };
  }
  const { accepts, read } = userFilter(filter);
  const nameOf = (user: User): string => `${read(user)}\0${user.username}`;
  const list = (after: string | undefined): readonly User[] =>
    [...cloud.database.list(USERS, userPoolId)]
      .filter((user) => accepts(user) && (after === undefined || nameOf(user) > after))
      .sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
  return { list, nameOf };
}

/** A UserType with these attributes, or, where none is named, with all. (AWS API Reference: UserType) */
export function listedUser(user: User, names: readonly string[] = []): object {
  const all = asAttributeList(user);
  const Attributes = names.length === 0 ? all : all.filter(({ Name }) => names.includes(Name));
  return { ...describedUser(user), Attributes };
}
