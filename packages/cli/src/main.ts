#!/usr/bin/env node
// The command line: which command was asked for, and how it ends.
import { type Commands, helpText, readArguments, usageLine } from "./arguments.ts";
import { catalogue } from "./commands/catalogue.ts";
import { check } from "./commands/check.ts";
import { coverage } from "./commands/coverage.ts";
import { demo } from "./commands/demo.ts";
import { dev } from "./commands/dev.ts";
import { explain } from "./commands/explain.ts";
import { parity } from "./commands/parity.ts";
import { plan } from "./commands/plan.ts";
import { preview } from "./commands/preview.ts";
import { size } from "./commands/size.ts";
import { snapshot } from "./commands/snapshot.ts";
import { CliError, codeOf } from "./errors.ts";
import { loadConfig, readConfig } from "./load-config.ts";
import { processTerminal, type Terminal } from "./terminal.ts";

const COMMANDS: Commands = {
  check,
  coverage,
  preview,
  explain,
  plan,
  size,
  catalogue,
  demo,
  dev,
  parity,
  snapshot,
};

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
    const { command, configPath, options, names } = asked;
    await COMMANDS[command]
      ?.run({
        loadConfig: () => loadConfig(configPath),
        readConfig: () => readConfig(configPath),
        options,
        names,
        terminal,
      })
      .catch((error: unknown) => {
        throw withUsage(error, usageLine(COMMANDS, command));
      });
    return 0;
  } catch (error) {
    return explainFailure(error, terminal);
  }
}

/** A command says what is wrong with its arguments; how it is used stands below. */
function withUsage(error: unknown, line: string): unknown {
  if (!(error instanceof CliError) || error.code !== "USAGE") return error;
  return new CliError("USAGE", error.message, { details: [...error.details, line], cause: error.cause });
}

/** Writes a failure to standard error: its code and message, then one line for each thing that is wrong. */
function explainFailure(error: unknown, { log }: Terminal): number {
  const message = error instanceof Error ? error.message : String(error);
  log(`error ${codeOf(error) ?? "UNEXPECTED"}: ${message}`);
  if (!(error instanceof CliError)) return 1;
  for (const detail of error.details) log(`  ${detail}`);
  return error.exitCode;
}
