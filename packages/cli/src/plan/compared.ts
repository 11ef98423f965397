// What is compared with what? The policy's snapshot of today with an earlier one, in one environment.
import { canonicalJson, type PolicySnapshot, parseSnapshot } from "@claimsmith/claims-policy";
import { comparePolicies, type PlanEnvironment, type PolicyPlan } from "@claimsmith/claims-policy/plan";
import { CliError, policyFailure, policyIssues } from "../errors.ts";
import type { LoadedConfig } from "../load-config.ts";
import { oneOf } from "../preview/selection.ts";
import { currentSnapshot } from "../snapshots.ts";
import { type Earlier, earlierSnapshots } from "./earlier-snapshots.ts";
import { isEnvironmentsSnapshot } from "./environments-snapshot.ts";

/** A plan, and what it was made of. */
export interface Compared {
  readonly policyName: string;
  /** What `--against` said. */
  readonly against: string;
  /** By name. Absent where the configuration's own has none. */
  readonly environment?: string;
  /** False where the earlier snapshots have no such environment: then today's settings count for both policies. */
  readonly comparesEnvironments: boolean;
  readonly plan: PolicyPlan;
}

/**
 * Compares. Without `env` the environment that `dev` runs.
 *
 * @throws CliError USAGE, AGAINST_UNREADABLE, SNAPSHOT_STALE; POLICY_INVALID where the earlier snapshot is of no valid policy
 */
export async function compared(
  config: LoadedConfig,
  { against, env }: { readonly against: string; readonly env: string | undefined },
): Promise<Compared> {
  const after = await currentSnapshot(config);
  const earlier = await earlierSnapshots(against, config.snapshot);
  const before = await earlierPolicy(earlier, config.snapshot);
  const environment = environmentName(config, env);
  const environments = await environmentsOf(config, earlier, environment);
  const { personas, approvals = [] } = config;
  const plan = comparePolicies(before, after, {
    personas,
    approvals,
    ...(environments ?? todays(config, environment, before, after)),
  });
  return {
    policyName: after.policy.name,
    against,
    ...(environment !== undefined && { environment }),
    comparesEnvironments: environments !== undefined,
    plan,
  };
}

async function earlierPolicy(earlier: Earlier, path: string): Promise<PolicySnapshot> {
  const content = await earlier.read(path);
  if (content === undefined) {
    const message = "what --against names has no snapshot of the policy: choose a revision that has one";
    throw new CliError("AGAINST_UNREADABLE", message);
  }
  return parseSnapshot(content).catch((error) => {
    const issues = policyIssues(error);
    throw issues === undefined ? error : policyFailure(issues, error);
  });
}

function environmentName({ environment, environments = {} }: LoadedConfig, env: string | undefined) {
  if (env !== undefined) return oneOf("env", env, Object.keys(environments));
  return Object.keys(environments).find((name) => environments[name] === environment);
}

interface Environments {
  readonly environments: { readonly before: PlanEnvironment; readonly after: PlanEnvironment };
}

async function environmentsOf(
  { environments = {}, environmentsSnapshot: path }: LoadedConfig,
  earlier: Earlier,
  name: string | undefined,
): Promise<Environments | undefined> {
  const after = name === undefined ? undefined : environments[name];
  const content = path === undefined ? undefined : await earlier.read(path);
  if (name === undefined || after === undefined || !isEnvironmentsSnapshot(content)) return undefined;
  const before = Object.hasOwn(content.environments, name) ? content.environments[name] : undefined;
  return before && { environments: { before, after } };
}

/** Today's settings for both policies where they declare the same; else settings may have any value. */
function todays(
  config: LoadedConfig,
  name: string | undefined,
  before: PolicySnapshot,
  after: PolicySnapshot,
): Environments | undefined {
  const declared = [before, after].map(({ policy }) => canonicalJson(policy.settings ?? {}));
  if (declared[0] !== declared[1]) return undefined;
  const today = name === undefined ? config.environment : config.environments?.[name];
  return today && { environments: { before: today, after: today } };
}
