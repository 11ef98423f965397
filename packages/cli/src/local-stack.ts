// What do `demo` and `dev` run? A local pool of the policy, its built trigger, and every persona as a user.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type PolicySnapshot, poolBlueprint } from "@claimsmith/claims-policy";
import type { PoolBlueprint } from "@claimsmith/cognito-model";
import {
  childProcessTrigger,
  type InvocationLog,
  invocationLogLines,
  type LocalPool,
  startLocalPool,
  type TriggerInvoker,
} from "@claimsmith/local-pool";
import { BUNDLE_HANDLER, bundleTrigger } from "@claimsmith/trigger/bundle";
import { CliError, firstLine, policyFailure, policyIssues } from "./errors.ts";
import type { LoadedConfig } from "./load-config.ts";
import { createUsers, type LocalUser } from "./local-users.ts";
import { currentSnapshot } from "./snapshots.ts";

/** What runs. */
export interface LocalStack {
  readonly config: LoadedConfig;
  readonly snapshot: PolicySnapshot;
  readonly blueprint: PoolBlueprint;
  readonly pool: LocalPool;
  /** By persona; people only. */
  readonly users: Readonly<Record<string, LocalUser>>;
  /** Stops the pool and the trigger's processes. More than once does no harm. */
  close(): Promise<void>;
}

/** Where to listen, and who reads along. */
export interface LocalStackOptions {
  /** 0 takes a free port. */
  readonly port: number;
  /** Receives what the trigger prints, with the figures of each invocation, as Lambda's log shows it. */
  readonly onTriggerLog?: (line: string) => void;
  /** Receives one line for each request to the pool, and the code of each message that a user would have got. */
  readonly onPoolLog?: (line: string) => void;
  /** Another address than 127.0.0.1 to listen on: insecure. */
  readonly insecureListenHost?: string;
  /** Where the pool is kept across restarts. Absent: in memory. */
  readonly dataDirectory?: string;
}

/**
 * Starts the pool, builds the trigger's zip for its clients, and creates the users or brings them up to date.
 *
 * @throws CliError SNAPSHOT_STALE, POLICY_INVALID, TRIGGER_INVALID; whatever `startLocalPool` throws
 */
export async function startLocalStack(config: LoadedConfig, options: LocalStackOptions): Promise<LocalStack> {
  const snapshot = await currentSnapshot(config);
  const blueprint = blueprintOf(config);
  const { port, dataDirectory, onTriggerLog, onPoolLog, insecureListenHost } = options;
  const pool = await startLocalPool({
    blueprint,
    trigger: (clients) => builtTrigger(config, { clients, onLog: onTriggerLog }),
    port,
    ...(dataDirectory === undefined ? {} : { dataDirectory }),
    ...(onPoolLog === undefined ? {} : { log: onPoolLog }),
    ...(insecureListenHost === undefined ? {} : { insecureListenHost }),
  });
  const close = () => pool.close();
  try {
    const users = await createUsers(pool, config.personas);
    return { config, snapshot, blueprint, pool, users, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function blueprintOf({ policy, environment }: LoadedConfig): PoolBlueprint {
  try {
    return poolBlueprint(policy, environment);
  } catch (error) {
    const issues = policyIssues(error);
    throw issues === undefined ? error : policyFailure(issues, error);
  }
}

/** By client name. */
type Clients = LocalPool["clients"];

/** The trigger as it would be deployed: the zip that the entry builds to, in a process of its own. */
async function builtTrigger(
  { trigger: { entry }, environment }: LoadedConfig,
  { clients, onLog }: { readonly clients: Clients; readonly onLog: ((line: string) => void) | undefined },
): Promise<TriggerInvoker> {
  const names = Object.entries(clients).map(([name, { clientId }]) => [clientId, name]);
  const variables = {
    CLAIMSMITH_CLIENTS: JSON.stringify(Object.fromEntries(names)),
    CLAIMSMITH_SETTINGS: JSON.stringify(environment.settings ?? {}),
  };
  const { zip } = await bundled(entry);
  const directory = await mkdtemp(join(tmpdir(), "claimsmith-zip-"));
  try {
    const zipPath = join(directory, "trigger.zip");
    await writeFile(zipPath, zip);
    const options = { zipPath, handler: BUNDLE_HANDLER, environment: variables };
    if (onLog === undefined) return childProcessTrigger(options);
    const onInvocation = (log: InvocationLog) => invocationLogLines(log).forEach(onLog);
    return childProcessTrigger({ ...options, onInvocation });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function bundled(entry: string): ReturnType<typeof bundleTrigger> {
  try {
    return await bundleTrigger(entry);
  } catch (cause) {
    throw new CliError("TRIGGER_INVALID", `the trigger's entry cannot be bundled: ${firstLine(cause)}`, {
      cause,
    });
  }
}
