// How do tests run the command line? As a child process in a group of its own, with a temporary directory of its own.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const ENTRY = fileURLToPath(new URL("../from-source.mjs", import.meta.url));

/** The configurations that tests use. */
export const CONFIGS = {
  orders: fileURLToPath(new URL("../../orders-policy/claimsmith.config.ts", import.meta.url)),
  small: fixture("small/claimsmith.config.ts"),
  tenMistakes: fixture("ten-mistakes/claimsmith.config.ts"),
} as const;

/** The path of a file under `test/fixtures`. */
export function fixture(path: string): string {
  return fileURLToPath(new URL(`fixtures/${path}`, import.meta.url));
}

/** What a run may differ in. */
export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** What a finished process leaves. */
export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Files in the temporary directory, and whether a process of the group still lives. */
  readonly leftBehind: { readonly files: readonly string[]; readonly processes: boolean };
}

/** A process that runs. */
export interface Running {
  /** The next line on standard output; rejects where it ends before. */
  nextLine(): Promise<string>;
  signal(name: NodeJS.Signals): void;
  readonly finished: Promise<Finished>;
}

/** Runs a command line to its end. */
export function runCli(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  return startCli(args, options).finished;
}

/** Starts a command line. */
export function startCli(args: readonly string[], options: RunOptions = {}): Running {
  const temporary = mkdtempSync(join(tmpdir(), "claimsmith-cli-test-"));
  const { NO_COLOR, FORCE_COLOR, ...inherited } = process.env;
  const child = spawn(process.execPath, ["--conditions=@claimsmith/source", ENTRY, ...args], {
    env: { ...inherited, ...options.environment, TMPDIR: temporary },
    cwd: options.cwd ?? temporary,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    nextLine: async () => {
      const { value, done } = await lines.next();
      if (done) throw new Error("the command ended before it printed a line");
      return value;
    },
    signal: (name) => void child.kill(name),
    finished: finishedOf(child, temporary),
  };
}

async function finishedOf(child: ChildProcess, temporary: string): Promise<Finished> {
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  }
  const exitCode = await new Promise<number | null>((resolve) => child.once("close", resolve));
  const files = readdirSync(temporary);
  rmSync(temporary, { recursive: true, force: true });
  return { exitCode, ...output, leftBehind: { files, processes: await staysAlive(child.pid ?? 0) } };
}

/** True where a process of the group is there after two seconds. esbuild's ends when it sees that its user has gone. */
async function staysAlive(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 40 && groupLives(pid); attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return groupLives(pid);
}

function groupLives(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The codes of the errors that a command reported. */
export function errorCodes({ stderr }: Finished): string[] {
  return [...stderr.matchAll(/^error ([A-Z_]+): /gm)].map(([, code = ""]) => code);
}
