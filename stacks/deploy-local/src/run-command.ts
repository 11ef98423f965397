// How is a command run? Its output goes to the log, and nothing of it outlives us.
import { type ChildProcess, spawn } from "node:child_process";
import { DeployLocalError } from "./errors.ts";

/** Receives what commands print. */
export type Log = (text: string) => void;

/** How a command is run. */
export interface CommandOptions {
  readonly cwd: string;
  /** The whole environment of the command: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly log: Log;
  /** Ends the command, and everything that it started. */
  readonly signal?: AbortSignal | undefined;
}

/** How a command ended. */
export interface CommandResult {
  /** `null` where a signal ended it, or it could not be started. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end, whatever its status. */
export async function runCommand(
  command: string,
  args: readonly string[],
  { cwd, env, log, signal }: CommandOptions,
): Promise<CommandResult> {
  signal?.throwIfAborted();
  log(`\n$ ${[command, ...args].join(" ")}\n`);
  // A process group of its own: cdktf starts terraform, which starts the provider, and all of them must end.
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const abort = () => endGroup(child);
  signal?.addEventListener("abort", abort);
  process.on("exit", abort);
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
      log(text);
    });
  }
  try {
    const exitCode = await new Promise<number | null>((resolve) => {
      child.once("error", (error) => {
        output.stderr += error.message;
        resolve(null);
      });
      child.once("close", resolve);
    });
    signal?.throwIfAborted();
    return { exitCode, ...output };
  } finally {
    signal?.removeEventListener("abort", abort);
    process.off("exit", abort);
  }
}

/**
 * The result of a command that must have succeeded; `what` names it in the error.
 * @throws DeployLocalError COMMAND_FAILED
 */
export function succeeded(result: CommandResult, what: string): CommandResult {
  if (result.exitCode === 0) return result;
  const status = result.exitCode === null ? "was ended" : `ended with status ${result.exitCode}`;
  throw new DeployLocalError("COMMAND_FAILED", `${what} ${status}: ${firstError(result)}`);
}

/** The line that says what is wrong, of all that Terraform and cdktf print. */
export function firstError({ stdout, stderr }: CommandResult): string {
  const lines = `${stderr}\n${stdout}`.split("\n").map((line) => line.replace(/^[\s│╷╵]+/, "").trim());
  return (
    lines.find((line) => /\bError\b/.test(line)) ?? lines.find((line) => line !== "") ?? "it said nothing"
  );
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGTERM");
  } catch {
    // It has ended already.
  }
}
