// What is a group of a pool? (AWS API Reference: GroupType)
import type { GroupBlueprint } from "@claimsmith/cognito-model";
import type { Pool } from "../cloud/cloud.ts";
import { GROUPS } from "../store/tables.ts";

/** One group. */
export interface GroupRecord extends GroupBlueprint {
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
}

/** The groups with these names that the pool has. */
export function groupsNamed(pool: Pool, names: readonly string[]): readonly GroupRecord[] {
  return names.flatMap((name) => pool.cloud.database.get(GROUPS, [pool.userPoolId, name]) ?? []);
}
