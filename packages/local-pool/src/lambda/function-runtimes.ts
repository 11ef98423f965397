// Where do the functions of the Lambda API run? Each version in warm child processes of its own; a change starts new ones.
import type { Reader } from "../store/database.ts";
import { FUNCTION_CODE } from "../store/tables.ts";
import { type ChildPool, openChildPool } from "../trigger/child-pool.ts";
import type { InvocationLog } from "../trigger/invocation-log.ts";
import { functionScope, type VersionRecord } from "./records.ts";

/** What every runtime needs. */
export interface RuntimeOptions {
  readonly database: Reader;
  /** Twelve digits. */
  readonly accountId: string;
  /** Receives each invocation with its own lines. */
  readonly onInvocation: (log: InvocationLog) => void;
  /** Variables of every function, over those of its own. */
  readonly environment: Readonly<Record<string, string>>;
}

/** How many invocations of one version run at once; more wait. Lambda would start as many as there are. */
const MAX_CONCURRENCY = 8;

/** The running versions of a cloud's functions. */
export class FunctionRuntimes {
  readonly #options: RuntimeOptions;
  /** Scope of the function → revision of a version → its processes. */
  readonly #running = new Map<string, Map<string, ChildPool>>();

  constructor(options: RuntimeOptions) {
    this.#options = options;
  }

  /**
   * Runs a version once.
   * @throws TriggerError as `TriggerInvoker.invoke`; LocalPoolError ZIP_UNREADABLE
   */
  invoke(
    version: VersionRecord,
    event: unknown,
    options: { readonly timeoutMs: number; readonly invokedArn: string },
  ): Promise<unknown> {
    return this.#processesOf(version).invoke(event, options);
  }

  /** Ends the processes of a function whose versions have changed or gone, when their invocations are over. */
  retire(scope: string, current: readonly VersionRecord[] = []): void {
    const kept = new Set(current.map(({ revisionId }) => revisionId));
    for (const [revisionId, processes] of this.#running.get(scope) ?? []) {
      if (kept.has(revisionId)) continue;
      this.#running.get(scope)?.delete(revisionId);
      void processes.retire();
    }
  }

  async close(): Promise<void> {
    const all = [...this.#running.values()].flatMap((versions) => [...versions.values()]);
    this.#running.clear();
    await Promise.all(all.map((processes) => processes.close()));
  }

  #processesOf(version: VersionRecord): ChildPool {
    const scope = functionScope(version.region, version.functionName);
    const versions = this.#running.get(scope) ?? new Map<string, ChildPool>();
    this.#running.set(scope, versions);
    const processes = versions.get(version.revisionId) ?? this.#open(scope, version);
    versions.set(version.revisionId, processes);
    return processes;
  }

  #open(scope: string, version: VersionRecord): ChildPool {
    const { functionName, region, settings, codeSha256 } = version;
    const { database, accountId, onInvocation, environment } = this.#options;
    const zip = database.get(FUNCTION_CODE, [scope, codeSha256]) ?? "";
    return openChildPool({
      zip: Buffer.from(zip, "base64"),
      handler: settings.Handler,
      environment: { ...settings.Environment?.Variables, ...environment },
      functionName,
      functionVersion: version.version,
      functionArn: `arn:aws:lambda:${region}:${accountId}:function:${functionName}`,
      memorySizeMb: settings.MemorySize,
      region,
      maxConcurrency: MAX_CONCURRENCY,
      onLog: () => {},
      onInvocation,
    });
  }
}
