// Do the committed snapshots say what the policies and their environments say?
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { canonicalJson, type PolicySnapshot, policySnapshot, snapshotText } from "@claimsmith/claims-policy";
import type { RecordedPolicy } from "./config.ts";
import { CliError } from "./errors.ts";
import type { LoadedConfig } from "./load-config.ts";
import { environmentsSnapshot } from "./plan/environments-snapshot.ts";

/** A snapshot as it has to be, and whether its file says so. */
export interface SnapshotState {
  /** Absolute path. */
  readonly path: string;
  readonly text: string;
  /** What is in it, in a word: a policy's hash, or what else. */
  readonly content: string;
  /** The content counts, not the layout: formatters may wrap it. */
  readonly isCurrent: boolean;
}

/** The snapshots of every policy of a configuration, and that of its environments. */
export async function snapshotStates(config: LoadedConfig): Promise<SnapshotState[]> {
  const policies = await Promise.all([config, ...(config.otherPolicies ?? [])].map(stateOf));
  const { environments, environmentsSnapshot: path } = config;
  if (environments === undefined || path === undefined) return policies;
  const snapshot = environmentsSnapshot(environments);
  const text = `${JSON.stringify(JSON.parse(canonicalJson(snapshot)), undefined, 2)}\n`;
  return [...policies, { path, text, content: "environments", isCurrent: await isCommitted(path, snapshot) }];
}

async function stateOf({
  policy,
  snapshot: path,
}: RecordedPolicy): Promise<SnapshotState & { readonly snapshot: PolicySnapshot }> {
  const snapshot = await policySnapshot(policy);
  const isCurrent = await isCommitted(path, snapshot);
  return { path, snapshot, text: snapshotText(snapshot), content: snapshot.hash, isCurrent };
}

async function isCommitted(path: string, snapshot: object): Promise<boolean> {
  const committed = await readFile(path, "utf8").then(parsed, () => undefined);
  return canonicalJson(committed ?? null) === canonicalJson(snapshot);
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
    states.length === 1
      ? "is not the snapshot of what is declared"
      : "are not the snapshots of what is declared";
  return new CliError("SNAPSHOT_STALE", `${names} ${verb}: run claimsmith snapshot and commit the result`);
}
