// AdminAddUserToGroup: how does a user join a group?
import { LIMITS } from "@claimsmith/cognito-model";
import type { Pool } from "../cloud/cloud.ts";
import { CognitoError } from "../errors.ts";
import { GROUPS } from "../store/tables.ts";
import type { Action, ActionInput } from "./action.ts";
import { text } from "./input.ts";
import { administeredUser, changeUser } from "./lookup.ts";

/** Joining twice is joining once. */
export const adminAddUserToGroup: Action = async (cloud, input) => {
  const { pool, user } = administeredUser(cloud, input);
  const group = groupName(pool, input);
  await changeUser(pool, user.username, ({ groups }) => {
    if (groups.includes(group)) return { groups };
    if (groups.length >= LIMITS.groupsPerUser.value) {
      throw new CognitoError("InvalidParameterException", "expected at most 100 groups for a user");
    }
    return { groups: [...groups, group] };
  });
  return {};
};

/** @throws CognitoError ResourceNotFoundException for a group that the pool does not have */
export function groupName(pool: Pool, input: ActionInput): string {
  const name = text(input, "GroupName");
  if (pool.cloud.database.get(GROUPS, [pool.userPoolId, name]) === undefined) {
    throw new CognitoError("ResourceNotFoundException", "Group not found.");
  }
  return name;
}
