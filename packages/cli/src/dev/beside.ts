// What runs beside the pool? The processes of the configuration; where it names none, an API with the routes of `demo`.
import { startGuardedApi } from "../demo/guarded-api.ts";
import type { LocalStack } from "../local-stack.ts";
import type { PlacedProcess } from "./placed-processes.ts";
import { startProcesses } from "./processes.ts";

/** What runs beside the pool. */
export interface Beside {
  /** The URLs of the guarded routes; empty where the configuration names processes. */
  readonly routes: readonly string[];
  /** Aborted when a process ends by itself; the reason is the error to end with. */
  readonly ended: AbortSignal;
  stop(): Promise<void>;
}

/** What it is started with. */
export interface BesideOptions {
  readonly stack: LocalStack;
  /** True: nothing is started. */
  readonly isPoolOnly: boolean;
  readonly placed: readonly PlacedProcess[];
  readonly variables: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
  /** Receives the name of each process as it is started. */
  readonly onStart: (name: string) => void;
  readonly stopped: AbortSignal;
}

/**
 * Starts it.
 *
 * @throws CliError PROCESS_ENDED, PROCESS_NOT_READY; ConfigurationError REQUIREMENT_INVALID
 */
export async function startBeside({ stack, isPoolOnly, placed, ...options }: BesideOptions): Promise<Beside> {
  const hasProcesses = stack.config.dev !== undefined;
  if (isPoolOnly || hasProcesses) {
    const processes = await startProcesses(placed, options);
    return { routes: [], ...processes };
  }
  const api = await startGuardedApi(stack);
  const routes = api.paths.map((path) => `${api.url}${path}`);
  return { routes, ended: new AbortController().signal, stop: () => api.close() };
}
