// How is a program run, and what does it leave?
import { execFile } from "node:child_process";

/** What a program left. */
export interface Finished {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end in a folder, whatever its exit code. Rejects where there is no such program. */
export function run(directory: string, program: string, args: readonly string[]): Promise<Finished> {
  const options = { cwd: directory, maxBuffer: 2 ** 26 };
  return new Promise((resolve, reject) => {
    execFile(program, args, options, (error, stdout, stderr) => {
      const code = error?.code ?? 0;
      if (typeof code === "number") resolve({ exitCode: code, stdout, stderr });
      else reject(error);
    });
  });
}

/** The standard output of a program. Rejects with all that it printed where it exits with another code than 0. */
export async function outputOf(directory: string, program: string, args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run(directory, program, args);
  if (exitCode === 0) return stdout;
  throw new Error(`${program} ${args[0]} ended with ${exitCode}\n${stdout}\n${stderr}`);
}
