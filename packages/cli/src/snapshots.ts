// Do the committed snapshots say what the policies say?
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { canonicalJson, type PolicySnapshot, policySnapshot } from "@claimsmith/claims-policy";
import type { RecordedPolicy } from "./config.ts";
import { CliError } from "./errors.ts";
import type { LoadedConfig } from "./load-config.ts";

/** A policy's snapshot as it has to be, and whether its file says so. */
export interface SnapshotState {
  /** Absolute path. */
  readonly path: string;
  readonly snapshot: PolicySnapshot;
  /** The content counts, not the layout: formatters may wrap it. */
  readonly isCurrent: boolean;
}

/** The snapshots of every policy of a configuration. */
export function snapshotStates(config: LoadedConfig): Promise<SnapshotState[]> {
  return Promise.all([config, ...(config.otherPolicies ?? [])].map(stateOf));
}

async function stateOf({ policy, snapshot: path }: RecordedPolicy): Promise<SnapshotState> {
  const snapshot = await policySnapshot(policy);
  const committed = await readFile(path, "utf8").then(parsed, () => undefined);
  return { path, snapshot, isCurrent: canonicalJson(committed ?? null) === canonicalJson(snapshot) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The snapshot that the trigger of a configuration carries.
 *
 * @throws CliError SNAPSHOT_STALE where the file says something else than the policy: the trigger would decide by the file
 */
export async function currentSnapshot(config: LoadedConfig): Promise<PolicySnapshot> {
  const state = await stateOf(config);
  if (!state.isCurrent) throw staleSnapshots([state]);
  return state.snapshot;
}

/** The failure that names every snapshot file that is missing or says something else than its policy. */
export function staleSnapshots(states: readonly SnapshotState[]): CliError {
  const names = states.map(({ path }) => basename(path)).join(", ");
  const verb =
    states.length === 1 ? "is not the snapshot of its policy" : "are not the snapshots of their policies";
  return new CliError("SNAPSHOT_STALE", `${names} ${verb}: run claimsmith snapshot and commit the result`);
}
