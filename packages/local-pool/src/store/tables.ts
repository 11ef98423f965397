// Which tables are there, and by what key are their rows found?
import type { AliasRecord, FunctionRecord, ResourcePolicy, VersionRecord } from "../lambda/records.ts";
import type { ClientRecord } from "../pools/client.ts";
import type { DomainRecord } from "../pools/domain.ts";
import type { GroupRecord } from "../pools/group.ts";
import type { ResourceServerRecord } from "../pools/resource-server.ts";
import type { UserPoolRecord } from "../pools/user-pool.ts";
import type { StoredKeys } from "../tokens/keys.ts";
import type { RevokedOrigin } from "../tokens/revocation.ts";
import type { Rotation } from "../tokens/rotation.ts";
import type { User } from "../users/user.ts";
import type { Table } from "./database.ts";

/** `["", userPoolId]` */
export const USER_POOLS: Table<UserPoolRecord> = { name: "user-pools" };
/** `["", userPoolId]` */
export const KEYS: Table<StoredKeys> = { name: "keys" };
/** `["", clientId]`: a client id alone names its pool. */
export const CLIENTS: Table<ClientRecord> = { name: "clients" };
/** `["", domain]` */
export const DOMAINS: Table<DomainRecord> = { name: "domains" };
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
/** `[userPoolId, origin_jti]` */
export const ROTATIONS: Table<Rotation> = { name: "rotations" };

/** `[region, function name]` */
export const FUNCTIONS: Table<FunctionRecord> = { name: "functions" };
/** `[region/function name, version]`, `$LATEST` among them. */
export const FUNCTION_VERSIONS: Table<VersionRecord> = { name: "function-versions" };
/** `[region/function name, alias]` */
export const FUNCTION_ALIASES: Table<AliasRecord> = { name: "function-aliases" };
/** `[region/function name, qualifier]`; the qualifier is empty for the function itself. */
export const FUNCTION_POLICIES: Table<ResourcePolicy> = { name: "function-policies" };
/** `[region/function name, SHA-256 in base64]`: deployment packages in base64. */
export const FUNCTION_CODE: Table<string> = { name: "function-code" };

/** The tables whose scope is a function: they go with the function. */
export const TABLES_OF_A_FUNCTION: readonly Table<unknown>[] = [
  FUNCTION_VERSIONS,
  FUNCTION_ALIASES,
  FUNCTION_POLICIES,
  FUNCTION_CODE,
];

/** The tables whose scope is a user pool: they go with the pool. */
export const TABLES_OF_A_POOL: readonly Table<unknown>[] = [
  GROUPS,
  RESOURCE_SERVERS,
  USERS,
  ALIASES,
  REVOKED_ORIGINS,
  ROTATIONS,
];
