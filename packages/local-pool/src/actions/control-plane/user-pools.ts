// How do user pools come, change and go? CreateUserPool, DescribeUserPool, UpdateUserPool, DeleteUserPool, ListUserPools.
import { LIMITS } from "@claimsmith/cognito-model";
import { type Cloud, type Pool, poolById } from "../../cloud/cloud.ts";
import { newUserPoolId } from "../../cloud/identifiers.ts";
import { CognitoError } from "../../errors.ts";
import { domainsOf } from "../../pools/domain.ts";
import { newSchema, requestedAttributes } from "../../pools/schema-input.ts";
import type { UserPoolRecord } from "../../pools/user-pool.ts";
import { newUserPoolSettings, updatedUserPoolSettings } from "../../pools/user-pool-settings.ts";
import { CLIENTS, KEYS, TABLES_OF_A_POOL, USER_POOLS } from "../../store/tables.ts";
import { newStoredKeys } from "../../tokens/keys.ts";
import type { Action } from "../action.ts";
import { poolOf } from "../lookup.ts";
import { describedPool } from "./described-pool.ts";
import { pageOf } from "./paging.ts";

/** A new pool with keys of its own, in the region that the call was signed for. */
export const createUserPool: Action = async (cloud, input) => {
  const settings = newUserPoolSettings(input);
  const schema = newSchema(requestedAttributes(input, "Schema"));
  if (poolsOf(cloud).length >= LIMITS.poolsPerRegion.value) {
    throw new CognitoError("LimitExceededException", "The number of user pools has reached the limit.");
  }
  const id = newUserPoolId(cloud.region);
  const nowMs = cloud.clock();
  const record: UserPoolRecord = { id, createdAtMs: nowMs, modifiedAtMs: nowMs, schema, settings };
  const keys = await newStoredKeys();
  cloud.keyRing.add(id, keys);
  await cloud.database.write((tx) => {
    tx.put(KEYS, ["", id], keys);
    tx.put(USER_POOLS, ["", id], record);
  });
  return { UserPool: describedPool(poolById(cloud, id)) };
};

/** Everything that the pool was given and what Cognito adds. */
export const describeUserPool: Action = async (cloud, input) => ({
  UserPool: describedPool(poolOf(cloud, input)),
});

/** What the call leaves out goes back to its default: without `LambdaConfig` the pool has no trigger. */
export const updateUserPool: Action = async (cloud, input) => {
  const { userPoolId } = poolOf(cloud, input);
  await cloud.database.write((tx) => {
    const before = tx.get(USER_POOLS, ["", userPoolId]);
    if (before === undefined) return;
    const settings = updatedUserPoolSettings(before.settings, input);
    tx.put(USER_POOLS, ["", userPoolId], { ...before, settings, modifiedAtMs: cloud.clock() });
  });
  return {};
};

/** A pool goes with its users, groups, clients and keys. */
export const deleteUserPool: Action = async (cloud, input) => {
  const pool = poolOf(cloud, input);
  const { userPoolId } = pool;
  refuseDeletion(pool);
  await cloud.database.write((tx) => {
    for (const { clientId, userPoolId: owner } of [...tx.list(CLIENTS, "")]) {
      if (owner === userPoolId) tx.remove(CLIENTS, ["", clientId]);
    }
    for (const table of TABLES_OF_A_POOL) tx.removeAll(table, userPoolId);
    tx.remove(USER_POOLS, ["", userPoolId]);
    tx.remove(KEYS, ["", userPoolId]);
  });
  cloud.keyRing.remove(userPoolId);
  return {};
};

function refuseDeletion(pool: Pool): void {
  if (pool.record.settings.DeletionProtection === "ACTIVE") {
    throw new CognitoError(
      "InvalidParameterException",
      "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
    );
  }
  if (domainsOf(pool).length > 0) {
    throw new CognitoError(
      "InvalidParameterException",
      "User pool cannot be deleted. It has a domain configured that should be deleted first.",
    );
  }
}

/** The pools of the region, by id. */
export const listUserPools: Action = async (cloud, input) => {
  const { rows, next } = pageOf(input, {
    list: (after) => poolsOf(cloud, after),
    nameOf: ({ id }) => id,
    size: "MaxResults",
  });
  const UserPools = rows.map(({ id, settings, createdAtMs, modifiedAtMs }) => ({
    Id: id,
    Name: settings.PoolName,
    LambdaConfig: settings.LambdaConfig,
    CreationDate: createdAtMs / 1000,
    LastModifiedDate: modifiedAtMs / 1000,
  }));
  return { UserPools, ...next };
};

function poolsOf({ database, region }: Cloud, after?: string): readonly UserPoolRecord[] {
  return [...database.list(USER_POOLS, "", after)].filter(({ id }) => id.startsWith(`${region}_`));
}
