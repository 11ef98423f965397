// How does one process of `dev` start and stop? In a process group of its own, so that what it starts ends with it.
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { CliError, codeOf } from "../errors.ts";
import type { PlacedProcess } from "./placed-processes.ts";

/** A process that was started. */
export interface Child {
  /** Aborted once the process has ended, or could not be started; the reason is a CliError PROCESS_ENDED that says how. */
  readonly ended: AbortSignal;
  /** Ends the process and everything in its group. Resolves when they are gone. More than once does no harm. */
  stop(): Promise<void>;
}

/** What a process is started with. */
export interface ChildOptions {
  /** Added to the variables of this process. */
  readonly variables: Readonly<Record<string, string>>;
  /** Receives each line that the process writes, to whichever stream. */
  readonly onLine: (line: string) => void;
  /** How long it may take to end after SIGTERM. Default 5,000. */
  readonly graceMs?: number;
}

const GRACE_MS = 5_000;

/** Starts a process. What keeps it from starting shows in `ended`. */
export function startChild(placed: PlacedProcess, options: ChildOptions): Child {
  const { command, directory, name, port } = placed;
  const [program, ...args] = command;
  const child = spawn(program, args, {
    cwd: directory,
    env: { ...process.env, ...options.variables, PORT: String(port) },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const input of [child.stdout, child.stderr]) createInterface({ input }).on("line", options.onLine);
  const killNow = () => signalGroup(child, "SIGKILL");
  // Also where this process is made to leave at once. What it leaves by SIGKILL itself nobody can end.
  process.once("exit", killNow);
  const closed = closeOf(child);
  const stop = async () => {
    await stopGroup(child, closed, options.graceMs ?? GRACE_MS);
    process.off("exit", killNow);
  };
  return { ended: endOf(child, name), stop };
}

function endOf(child: ChildProcess, name: string): AbortSignal {
  const ended = new AbortController();
  const report = (how: string, cause?: unknown) =>
    ended.abort(new CliError("PROCESS_ENDED", `process ${name} ${how}`, { cause }));
  child.once("exit", (exitCode, signal) => {
    const how = signal === null ? `with exit code ${exitCode}` : `by ${signal}`;
    report(`ended by itself, ${how}: the lines that it printed say more`);
  });
  child.once("error", (cause) =>
    report(`cannot be started (${codeOf(cause)}): correct its command and directory`, cause),
  );
  return ended.signal;
}

/** Resolves when the process has ended and nobody writes to its streams any more; one that never started is closed. */
function closeOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("close", () => resolve()).once("error", () => child.pid === undefined && resolve());
  });
}

async function stopGroup(child: ChildProcess, closed: Promise<void>, graceMs: number): Promise<void> {
  signalGroup(child, "SIGTERM");
  await within(graceMs, closed);
  // Also those of the group that have closed its streams, and that outlived the one that started them.
  signalGroup(child, "SIGKILL");
  // Whoever has left the group keeps the streams open: they are not waited for.
  await within(graceMs, closed);
  child.stdout?.destroy();
  child.stderr?.destroy();
}

/** Waits for a promise, but not for longer than that. */
async function within(timeoutMs: number, promise: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  await Promise.race([promise, timeout]);
  clearTimeout(timer);
}

function signalGroup({ pid }: ChildProcess, signal: "SIGTERM" | "SIGKILL"): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // Nobody is left in the group.
    if (codeOf(error) !== "ESRCH" && codeOf(error) !== "EPERM") throw error;
  }
}
