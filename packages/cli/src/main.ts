#!/usr/bin/env node
// The command line: which command was asked for, and how it ends.
import { type Commands, helpText, readArguments } from "./arguments.ts";
import { demo } from "./commands/demo.ts";
import { dev } from "./commands/dev.ts";
import { parity } from "./commands/parity.ts";
import { snapshot } from "./commands/snapshot.ts";
import { CliError, codeOf } from "./errors.ts";
import { loadConfig } from "./load-config.ts";
import { processTerminal, type Terminal } from "./terminal.ts";

const COMMANDS: Commands = { demo, dev, parity, snapshot };

const terminal = processTerminal();
// An exit runs what a plain signal would skip: child processes end, temporary files go.
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));
process.exitCode = await run(process.argv.slice(2), terminal);

/** Runs one command line. Gives the exit code: 0, 1 for a failure, 2 where what a person wrote must change. */
async function run(argv: readonly string[], { out }: Terminal): Promise<number> {
  try {
    const asked = readArguments(argv, COMMANDS);
    if (asked.help) {
      for (const line of helpText(COMMANDS, asked.command)) out(line);
      return 0;
    }
    const { command, configPath, options } = asked;
    await COMMANDS[command]?.run({ loadConfig: () => loadConfig(configPath), options, terminal });
    return 0;
  } catch (error) {
    return explainFailure(error, terminal);
  }
}

/** Writes a failure to standard error: its code and message, then one line for each thing that is wrong. */
function explainFailure(error: unknown, { log }: Terminal): number {
  const message = error instanceof Error ? error.message : String(error);
  log(`error ${codeOf(error) ?? "UNEXPECTED"}: ${message}`);
  if (!(error instanceof CliError)) return 1;
  for (const detail of error.details) log(`  ${detail}`);
  return error.exitCode;
}
