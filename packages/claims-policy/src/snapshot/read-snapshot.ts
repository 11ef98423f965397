// Is it the content of a policy.json? What the trigger asks when it starts.
import { EVENT_VERSIONS, isJsonObject } from "@claimsmith/cognito-model";
import type { PolicySnapshot } from "./snapshot.ts";

/**
 * True for what looks like the content of policy.json. The policy in it was validated when the file was made and is not
 * validated again: at run time that would cost every start.
 */
export function isPolicySnapshot(value: unknown): value is PolicySnapshot {
  if (!isJsonObject(value) || value.format !== 1 || !isJsonObject(value.policy)) return false;
  return typeof value.hash === "string" && Object.hasOwn(EVENT_VERSIONS, String(value.eventVersion));
}
