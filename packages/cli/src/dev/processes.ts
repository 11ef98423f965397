// How do the processes of `dev` start together, one after the other, and stop together?
import { CliError } from "../errors.ts";
import { type Child, startChild } from "./child.ts";
import type { PlacedProcess } from "./placed-processes.ts";
import { answersUntil } from "./ready.ts";
import { untilAborted } from "./signals.ts";

/** Processes that run. */
export interface Processes {
  /** Aborted when one of them ends by itself; the reason is a CliError PROCESS_ENDED. */
  readonly ended: AbortSignal;
  /** Stops all, the last first. */
  stop(): Promise<void>;
}

/** What they are started with. */
export interface ProcessesOptions {
  /** The variables of all. */
  readonly variables: Readonly<Record<string, string>>;
  /** Receives what they print, as `NAME: line`. */
  readonly log: (line: string) => void;
  /** Receives the name of each process as it is started. */
  readonly onStart?: (name: string) => void;
  /** Ends the start early. */
  readonly stopped: AbortSignal;
  /** How long each may take until it can be used. Default 120,000. */
  readonly readyTimeoutMs?: number;
  /** How long each may take to end. Default 5,000. */
  readonly graceMs?: number;
}

const READY_TIMEOUT_MS = 120_000;

/**
 * Starts each process once the one before it can be used. Where `stopped` comes first, resolves with those that run already.
 *
 * @throws CliError PROCESS_ENDED, PROCESS_NOT_READY; then nothing is left running
 */
export async function startProcesses(
  placed: readonly PlacedProcess[],
  options: ProcessesOptions,
): Promise<Processes> {
  const children: Child[] = [];
  const ended = new AbortController();
  const stop = async () => {
    for (const child of [...children].reverse()) await child.stop();
  };
  try {
    for (const each of placed) {
      if (options.stopped.aborted) break;
      options.onStart?.(each.name);
      const child = startChild(each, childOptions(each.name, options));
      children.push(child);
      untilAborted(child.ended).then(() => ended.abort(child.ended.reason));
      await untilReady(each, ended.signal, options);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { ended: ended.signal, stop };
}

function childOptions(name: string, { variables, log, graceMs }: ProcessesOptions) {
  const onLine = (line: string) => log(`${name}: ${line}`);
  return { variables, onLine, ...(graceMs !== undefined && { graceMs }) };
}

async function untilReady(
  { name, url, readyPath = "/" }: PlacedProcess,
  ended: AbortSignal,
  { stopped, readyTimeoutMs = READY_TIMEOUT_MS }: ProcessesOptions,
): Promise<void> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), readyTimeoutMs);
  untilAborted(ended, stopped).then(() => over.abort());
  const isReady = await answersUntil(`${url}${readyPath}`, over.signal);
  clearTimeout(timer);
  if (ended.aborted) throw ended.reason;
  if (isReady || stopped.aborted) return;
  const message = `process ${name} did not answer 200 at ${readyPath} within ${readyTimeoutMs / 1000} seconds: let it listen on the port that PORT names, or correct readyPath`;
  throw new CliError("PROCESS_NOT_READY", message);
}
