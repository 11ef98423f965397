// Which pool do the commands preview? The policy as its source says it, in one environment.
import {
  type PolicySnapshot,
  type PreviewEnvironment,
  type PreviewPool,
  policySnapshot,
  previewPool,
} from "@claimsmith/claims-policy";
import { policyFailure, policyIssues } from "../errors.ts";
import type { LoadedConfig } from "../load-config.ts";

/**
 * The pool of a configuration's policy, whether its snapshot is committed or not.
 *
 * @throws CliError POLICY_INVALID where the environment's settings do not fit the policy
 */
export async function poolOf(config: LoadedConfig, environment: PreviewEnvironment): Promise<PreviewPool> {
  return poolOfSnapshot(await policySnapshot(config.policy), environment);
}

/**
 * The pool of a snapshot.
 *
 * @throws CliError POLICY_INVALID
 */
export function poolOfSnapshot(snapshot: PolicySnapshot, environment: PreviewEnvironment): PreviewPool {
  try {
    return previewPool(snapshot, environment);
  } catch (error) {
    const issues = policyIssues(error);
    throw issues === undefined ? error : policyFailure(issues, error);
  }
}
