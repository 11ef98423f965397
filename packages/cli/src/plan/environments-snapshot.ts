// environments.json: what a repository commits of its environments, so that plans compare data and never run old code.
import type { Environment } from "@claimsmith/claims-policy";
import { isJsonObject } from "@claimsmith/cognito-model";

/** The content of environments.json. */
export interface EnvironmentsSnapshot {
  /** The version of this format. */
  readonly format: 1;
  readonly environments: Readonly<Record<string, Environment>>;
}

/** Makes the snapshot. Environments that `validateEnvironments` finds nothing in. */
export function environmentsSnapshot(
  environments: EnvironmentsSnapshot["environments"],
): EnvironmentsSnapshot {
  return { format: 1, environments };
}

/** True for what looks like the content of environments.json. */
export function isEnvironmentsSnapshot(value: unknown): value is EnvironmentsSnapshot {
  return isJsonObject(value) && value.format === 1 && isJsonObject(value.environments);
}
