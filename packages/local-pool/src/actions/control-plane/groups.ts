// How do groups come, change and go? CreateGroup, GetGroup, UpdateGroup, DeleteGroup, ListGroups.
import { LIMITS, NAME_PATTERNS } from "@claimsmith/cognito-model";
import type { Pool } from "../../cloud/cloud.ts";
import { CognitoError } from "../../errors.ts";
import type { GroupRecord } from "../../pools/group.ts";
import { integerRule, type MemberTable, readMembers, textRule } from "../../pools/member-rules.ts";
import { GROUPS, USERS } from "../../store/tables.ts";
import type { Action, ActionInput } from "../action.ts";
import { groupName } from "../admin-add-user-to-group.ts";
import { poolOf } from "../lookup.ts";
import { pageOf } from "./paging.ts";

const { group, roleArn } = NAME_PATTERNS;

/** (AWS API Reference: CreateGroup) */
const MEMBERS: MemberTable = {
  GroupName: {
    rule: textRule({ min: 1, max: LIMITS.groupNameLength.value, pattern: group.pattern }),
    required: true,
  },
  Description: { rule: textRule({ max: 2048 }) },
  Precedence: { rule: integerRule(0, LIMITS.groupPrecedence.value) },
  RoleArn: { rule: textRule({ min: 20, max: 2048, pattern: roleArn.pattern }) },
};

/** A new group. */
export const createGroup: Action = async (cloud, input) => {
  const pool = poolOf(cloud, input);
  const nowMs = cloud.clock();
  const created: GroupRecord = { ...groupOf(input), createdAtMs: nowMs, modifiedAtMs: nowMs };
  await cloud.database.write((tx) => {
    const key = [pool.userPoolId, created.name] as const;
    if (tx.get(GROUPS, key) !== undefined) {
      throw new CognitoError("GroupExistsException", "A group with the name already exists.");
    }
    if ([...tx.list(GROUPS, pool.userPoolId)].length >= LIMITS.groupsPerPool.value) {
      throw new CognitoError("LimitExceededException", "The number of groups has reached the limit.");
    }
    tx.put(GROUPS, key, created);
  });
  return { Group: described(pool, created) };
};

/** One group. */
export const getGroup: Action = async (cloud, input) => {
  const pool = poolOf(cloud, input);
  const found = cloud.database.get(GROUPS, [pool.userPoolId, groupName(pool, input)]) as GroupRecord;
  return { Group: described(pool, found) };
};

/** Changes what the call names and keeps the rest. That Cognito keeps it is unverified. */
export const updateGroup: Action = async (cloud, input) => {
  const pool = poolOf(cloud, input);
  const name = groupName(pool, input);
  const change = groupOf(input);
  const changed = await cloud.database.write((tx) => {
    const before = tx.get(GROUPS, [pool.userPoolId, name]) as GroupRecord;
    const after = { ...before, ...change, modifiedAtMs: cloud.clock() };
    tx.put(GROUPS, [pool.userPoolId, name], after);
    return after;
  });
  return { Group: described(pool, changed) };
};

/** A group goes with its memberships. */
export const deleteGroup: Action = async (cloud, input) => {
  const pool = poolOf(cloud, input);
  const name = groupName(pool, input);
  await cloud.database.write((tx) => {
    tx.remove(GROUPS, [pool.userPoolId, name]);
    for (const user of [...tx.list(USERS, pool.userPoolId)]) {
      if (!user.groups.includes(name)) continue;
      const groups = user.groups.filter((other) => other !== name);
      tx.put(USERS, [pool.userPoolId, user.username], { ...user, groups });
    }
  });
  return {};
};

/** The groups of a pool, by name. */
export const listGroups: Action = async (cloud, input) => {
  const pool = poolOf(cloud, input);
  const { rows, next } = pageOf(input, {
    list: (after) => cloud.database.list(GROUPS, pool.userPoolId, after),
    nameOf: ({ name }) => name,
    size: "Limit",
  });
  return { Groups: rows.map((row) => described(pool, row)), ...next };
};

function groupOf(input: ActionInput): Omit<GroupRecord, "createdAtMs" | "modifiedAtMs"> {
  const { GroupName, Description, Precedence, RoleArn } = readMembers(input, MEMBERS);
  return {
    name: String(GroupName),
    ...(Description === undefined ? {} : { description: String(Description) }),
    ...(Precedence === undefined ? {} : { precedence: Number(Precedence) }),
    ...(RoleArn === undefined ? {} : { roleArn: String(RoleArn) }),
  };
}

/** A group as the API shows it; dates in seconds. (AWS API Reference: GroupType) */
export function described({ userPoolId }: Pool, record: GroupRecord): object {
  const { name, description, precedence, roleArn: role } = record;
  return {
    GroupName: name,
    UserPoolId: userPoolId,
    ...(description === undefined ? {} : { Description: description }),
    ...(precedence === undefined ? {} : { Precedence: precedence }),
    ...(role === undefined ? {} : { RoleArn: role }),
    CreationDate: record.createdAtMs / 1000,
    LastModifiedDate: record.modifiedAtMs / 1000,
  };
}
