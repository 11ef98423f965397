// How do tests run many command lines that start nothing? In this process, with the configuration loaded once.
import { type Commands, readArguments } from "../src/arguments.ts";
import { check } from "../src/commands/check.ts";
import { explain } from "../src/commands/explain.ts";
import { plan } from "../src/commands/plan.ts";
import { preview } from "../src/commands/preview.ts";
import { size } from "../src/commands/size.ts";
import type { CliError } from "../src/errors.ts";
import { type LoadedConfig, loadConfig } from "../src/load-config.ts";
import { CONFIGS } from "./run-cli.ts";

const COMMANDS: Commands = { check, preview, explain, plan, size };

let config: Promise<LoadedConfig> | undefined;

/** What a command printed, and what it threw. */
export interface Ran {
  readonly stdout: string;
  readonly error?: CliError;
}

/** Runs a command line that starts nothing on the orders package, with changes to its configuration, without colours. */
export async function runInProcess(
  args: readonly string[],
  changes: Partial<LoadedConfig> = {},
): Promise<Ran> {
  const lines: string[] = [];
  const printed = () => lines.map((line) => `${line}\n`).join("");
  const out = (line: string) => void lines.push(line);
  const terminal = { out, log: out, paint: (_tone: string, text: string) => text };
  config ??= loadConfig(CONFIGS.orders);
  const loaded = config.then((content) => ({ ...content, ...changes }));
  try {
    const asked = readArguments(args, COMMANDS);
    if (asked.help) throw new TypeError("expected a command line that asks for no help");
    const { command, options, names } = asked;
    const readConfig = () => loaded;
    await COMMANDS[command]?.run({ loadConfig: readConfig, readConfig, options, names, terminal });
    return { stdout: printed() };
  } catch (error) {
    return { stdout: printed(), error: error as CliError };
  }
}
