// Which tables are there, and by what key are their rows found?
import type { ClientRecord } from "../pools/client.ts";
import type { GroupRecord } from "../pools/group.ts";
import type { ResourceServerRecord } from "../pools/resource-server.ts";
import type { UserPoolRecord } from "../pools/user-pool.ts";
import type { StoredKeys } from "../tokens/keys.ts";
import type { RevokedOrigin } from "../tokens/revocation.ts";
import type { User } from "../users/user.ts";
import type { Table } from "./database.ts";

/** `["", userPoolId]` */
export const USER_POOLS: Table<UserPoolRecord> = { name: "user-pools" };
/** `["", userPoolId]` */
export const KEYS: Table<StoredKeys> = { name: "keys" };
/** `["", clientId]`: a client id alone names its pool. */
export const CLIENTS: Table<ClientRecord> = { name: "clients" };
/** `[userPoolId, group name]` */
export const GROUPS: Table<GroupRecord> = { name: "groups" };
/** `[userPoolId, identifier]` */
export const RESOURCE_SERVERS: Table<ResourceServerRecord> = { name: "resource-servers" };
/** `[userPoolId, username]` */
export const USERS: Table<User> = { name: "users" };
/** `[userPoolId, alias]` → username: see `users/aliases.ts`. */
export const ALIASES: Table<string> = { name: "aliases" };
/** `[userPoolId, origin_jti]` */
export const REVOKED_ORIGINS: Table<RevokedOrigin> = { name: "revoked-origins" };

/** The tables whose scope is a user pool: they go with the pool. */
export const TABLES_OF_A_POOL: readonly Table<unknown>[] = [
  GROUPS,
  RESOURCE_SERVERS,
  USERS,
  ALIASES,
  REVOKED_ORIGINS,
];
