// AddCustomAttributes: how does a pool get more attributes?
import { requestedAttributes, withCustomAttributes } from "../../pools/schema-input.ts";
import { USER_POOLS } from "../../store/tables.ts";
import type { Action } from "../action.ts";
import { poolOf } from "../lookup.ts";

/** For good: an attribute is never changed or removed. */
export const addCustomAttributes: Action = async (cloud, input) => {
  const { userPoolId } = poolOf(cloud, input);
  const requested = requestedAttributes(input, "CustomAttributes");
  await cloud.database.write((tx) => {
    const before = tx.get(USER_POOLS, ["", userPoolId]);
    if (before === undefined) return;
    const schema = withCustomAttributes(before.schema, requested);
    tx.put(USER_POOLS, ["", userPoolId], { ...before, schema, modifiedAtMs: cloud.clock() });
  });
  return {};
};
