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

/** Stores a new user. With `takesAliases` an address moves here from whoever had verified it before. */
export function addUser(
  pool: Pool,
  user: User,
  { takesAliases }: { readonly takesAliases: boolean } = { takesAliases: false },
): Promise<User | UserRefusal> {
  return writeUser(pool, (tx) => {
    if (takesAliases) takeAliases(tx, pool, user);
    return putNewUser(tx, pool, user);
  });
}

/** Stores a new user as a part of a greater change. */
export function putNewUser(tx: Writer, pool: Pool, user: User): User | UserRefusal {
  const { userPoolId, record } = pool;
  const taken =
    tx.get(USERS, [userPoolId, user.username]) ??
    tx.get(ALIASES, [userPoolId, aliasKey(record, user.username)]);
  return taken === undefined ? put(tx, pool, user) : "username_taken";
}

/** Replaces a user by what `change` makes of it; nothing else happens to that user in between. */
export function replaceUser(
  pool: Pool,
  username: string,
  change: (user: User) => User,
): Promise<User | UserRefusal> {
  return writeUser(pool, (tx) => {
    const user = tx.get(USERS, [pool.userPoolId, username]);
    return user === undefined ? "absent" : put(tx, pool, change(user), user);
  });
}

/** Like {@link replaceUser}, and a verified address moves here from whoever had it before. */
export function replaceUserTakingAliases(
  pool: Pool,
  username: string,
  change: (user: User) => User,
): Promise<User | UserRefusal> {
  return writeUser(pool, (tx) => {
    const user = tx.get(USERS, [pool.userPoolId, username]);
    if (user === undefined) return "absent";
    const changed = change(user);
    takeAliases(tx, pool, changed);
    return put(tx, pool, changed, user);
  });
}

/** A write that a refusal undoes. */
async function writeUser(pool: Pool, work: (tx: Writer) => User | UserRefusal): Promise<User | UserRefusal> {
  try {
    return await pool.cloud.database.write((tx) => {
      const outcome = work(tx);
      if (typeof outcome === "string") throw new Undo(outcome);
      return outcome;
    });
  } catch (thrown) {
    if (thrown instanceof Undo) return thrown.refusal;
    throw thrown;
  }
}

/** Never leaves this file. */
class Undo extends Error {
  readonly refusal: UserRefusal;

  constructor(refusal: UserRefusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

/** Removes a user and its aliases. A second time does no harm. */
export function removeUser(pool: Pool, username: string): Promise<void> {
  return pool.cloud.database.write((tx) => {
    const user = tx.get(USERS, [pool.userPoolId, username]);
    if (user === undefined) return;
    tx.remove(USERS, [pool.userPoolId, username]);
    for (const alias of aliasesOf(pool.record, user)) tx.remove(ALIASES, [pool.userPoolId, alias]);
  });
}

function put(tx: Writer, { userPoolId, record }: Pool, user: User, before?: User): User | UserRefusal {
  const aliases = aliasesOf(record, user);
  const isTaken = (alias: string): boolean => {
    const owner = tx.get(ALIASES, [userPoolId, alias]) ?? tx.get(USERS, [userPoolId, alias])?.username;
    return owner !== undefined && owner !== user.username;
  };
  if (aliases.some(isTaken)) return "alias_taken";
  if (before !== undefined) {
    for (const alias of aliasesOf(record, before)) tx.remove(ALIASES, [userPoolId, alias]);
  }
  for (const alias of aliases) tx.put(ALIASES, [userPoolId, alias], user.username);
  tx.put(USERS, [userPoolId, user.username], user);
  return user;
}

/** Makes the addresses that this user has verified unverified for every other user. A name that was chosen stays where it is. */
function takeAliases(tx: Writer, pool: Pool, user: User): void {
  for (const name of ["email", "phone_number"] as const) {
    const value = user.attributes[name];
    if (value === undefined || pool.record.settings.AliasAttributes?.includes(name) !== true) continue;
    const owner = tx.get(ALIASES, [pool.userPoolId, aliasKey(pool.record, value)]);
    const other = owner === undefined ? undefined : tx.get(USERS, [pool.userPoolId, owner]);
    if (other === undefined || other.username === user.username) continue;
    const attributes = { ...other.attributes, [`${name}_verified`]: "false" };
    put(tx, pool, { ...other, attributes, modifiedAtMs: pool.cloud.clock() }, other);
  }
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
