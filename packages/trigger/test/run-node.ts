// How does a test run a program in a Node process of its own?
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** Node's arguments for a module program that imports TypeScript from source. */
export const FROM_SOURCE = ["--conditions=@claimsmith/source", "--import", tsx, "--input-type=module"];

/** What a program gets. */
export interface ProgramOptions {
  /** Arguments of Node before the program. */
  readonly nodeArguments?: readonly string[];
  /** Arguments of the program: `process.argv` from 1 on. */
  readonly programArguments?: readonly string[];
  /** All there is of an environment. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Runs a program's text in a new process and gives what it prints. Rejects where it exits with another code than 0. */
export async function runProgram(text: string, options: ProgramOptions = {}): Promise<string> {
  const { nodeArguments = [], programArguments = [], environment = {}, cwd = tmpdir() } = options;
  const parameters = [...nodeArguments, "--eval", text, "--", ...programArguments];
  // The environment is typed as this process's own; a program here gets no more than it is given.
  const env = environment as NodeJS.ProcessEnv;
  const { stdout } = await run(process.execPath, parameters, { cwd, env, maxBuffer: 2 ** 24 });
  return stdout;
}
