// How do tests run the command line? As a child process in a group of its own, with a temporary directory of its own.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const ENTRY = fileURLToPath(new URL("../from-source.mjs", import.meta.url));

/** The program of a script runner: runs Node with its own arguments. */
const RUNNER = `require("node:child_process").spawn(process.execPath, process.argv.slice(1), { stdio: "inherit" })`;

/** The configurations that tests use. */
export const CONFIGS = {
  orders: fileURLToPath(new URL("../../orders-policy/claimsmith.config.ts", import.meta.url)),
  small: fixture("small/claimsmith.config.ts"),
  processes: fixture("processes/claimsmith.config.ts"),
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
  /** Puts a process in between that passes no signal on. */
  readonly behindRunner?: boolean;
}

/** What a finished process leaves. */
export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Files in the temporary directory, and whether a process still lives that this one started. */
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
  const command = ["--conditions=@claimsmith/source", ENTRY, ...args];
  const child = spawn(process.execPath, options.behindRunner ? ["-e", RUNNER, "--", ...command] : command, {
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
  const processes = await staysAlive({ pid: child.pid ?? 0, temporary });
  return { exitCode, ...output, leftBehind: { files, processes } };
}

/** What its processes can be told by: their group or, where they have left it, the temporary directory of their environment. */
interface Run {
  readonly pid: number;
  readonly temporary: string;
}

/** True where one of its processes is still there after two seconds. esbuild's ends when it sees that its user has gone. */
async function staysAlive(run: Run): Promise<boolean> {
  for (let attempt = 0; attempt < 40 && lives(run); attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return lives(run);
}

/** `e` shows environments. Processes that have ended and that nobody has asked about yet (Z) do not live. */
function lives({ pid, temporary }: Run): boolean {
  const options = { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 } as const;
  const rows = execFileSync("ps", ["axeww", "-o", "pgid=,stat=,command="], options).trim().split("\n");
  return rows.some((row) => {
    const [group, state = ""] = row.trim().split(/\s+/, 2);
    return (Number(group) === pid || row.includes(`TMPDIR=${temporary}`)) && !state.startsWith("Z");
  });
}

/** The codes of the errors that a command reported. */
export function errorCodes({ stderr }: Finished): string[] {
  return [...stderr.matchAll(/^error ([A-Z_]+): /gm)].map(([, code = ""]) => code);
}
