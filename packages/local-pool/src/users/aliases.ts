// Under which names can a user be found, and who has a name already? (AWS: Customizing sign-in attributes)
import type { Pool } from "../cloud/cloud.ts";
import type { UserPoolRecord } from "../pools/user-pool.ts";
import type { Writer } from "../store/database.ts";
import { ALIASES, USERS } from "../store/tables.ts";
import type { User } from "./user.ts";

/** Why a user was not stored. */
export type UserRefusal = "absent" | "username_taken" | "alias_taken";

/** The user of a user name or an alias, if there is one. */
export function findUser(pool: Pool, name: string): User | undefined {
  const { database } = pool.cloud;
  const { userPoolId, record } = pool;
  const direct = database.get(USERS, [userPoolId, usernameKey(record, name)]);
  if (direct !== undefined) return direct;
  const username = database.get(ALIASES, [userPoolId, aliasKey(record, name)]);
  return username === undefined ? undefined : database.get(USERS, [userPoolId, username]);
}

/** Stores a new user. */
export function addUser(pool: Pool, user: User): Promise<User | UserRefusal> {
  return pool.cloud.database.write((tx) =>
    tx.get(USERS, [pool.userPoolId, user.username]) === undefined ? put(tx, pool, user) : "username_taken",
  );
}

/** Replaces a user by what `change` makes of it; nothing else happens to that user in between. */
export function replaceUser(
  pool: Pool,
  username: string,
  change: (user: User) => User,
): Promise<User | UserRefusal> {
  return pool.cloud.database.write((tx) => {
    const user = tx.get(USERS, [pool.userPoolId, username]);
    return user === undefined ? "absent" : put(tx, pool, change(user), user);
  });
}

/** Removes a user and its aliases. */
export function removeUser(pool: Pool, user: User): Promise<void> {
  return pool.cloud.database.write((tx) => {
    tx.remove(USERS, [pool.userPoolId, user.username]);
    for (const alias of aliasesOf(pool.record, user)) tx.remove(ALIASES, [pool.userPoolId, alias]);
  });
}

function put(tx: Writer, { userPoolId, record }: Pool, user: User, before?: User): User | UserRefusal {
  const aliases = aliasesOf(record, user);
  const owners = aliases.map((alias) => tx.get(ALIASES, [userPoolId, alias]));
  if (owners.some((owner) => owner !== undefined && owner !== user.username)) return "alias_taken";
  if (before !== undefined) {
    for (const alias of aliasesOf(record, before)) tx.remove(ALIASES, [userPoolId, alias]);
  }
  for (const alias of aliases) tx.put(ALIASES, [userPoolId, alias], user.username);
  tx.put(USERS, [userPoolId, user.username], user);
  return user;
}

/** The keys under which a user is found beside the user name. An alias attribute counts once it is verified. */
function aliasesOf(record: UserPoolRecord, { attributes }: User): readonly string[] {
  const { UsernameAttributes = [], AliasAttributes = [] } = record.settings;
  const verified = AliasAttributes.filter(
    (name) => name === "preferred_username" || attributes[`${name}_verified`] === "true",
  );
  return [...UsernameAttributes, ...verified]
    .map((name) => attributes[name])
    .filter((value) => value !== undefined)
    .map((value) => aliasKey(record, value));
}

/** The name under which a user is stored: without regard to case, where the pool says so. */
export function usernameKey({ settings }: UserPoolRecord, name: string): string {
  return settings.UsernameConfiguration.CaseSensitive ? name : name.toLowerCase();
}

/** Addresses are compared without regard to case unless the pool tells them apart. */
function aliasKey(record: UserPoolRecord, value: string): string {
  return usernameKey(record, value);
}
