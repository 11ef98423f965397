// What was asked for on the command line?
import { parseArgs } from "node:util";
import type { Command, CommandOptions } from "./commands/command.ts";
import { CliError, firstLine } from "./errors.ts";

/** A command line that was understood. `help` without a command asks for the list of commands. */
export type Asked =
  | { readonly help: true; readonly command?: string }
  | {
      readonly help: false;
      readonly command: string;
      readonly configPath: string | undefined;
      readonly options: CommandOptions;
    };

const OPTIONS = {
  config: { type: "string" },
  help: { type: "boolean", short: "h" },
  json: { type: "boolean" },
  check: { type: "boolean" },
  data: { type: "string" },
  port: { type: "string" },
  "insecure-listen-host": { type: "string" },
  region: { type: "string" },
  "user-pool-id": { type: "string" },
  yes: { type: "boolean" },
  domain: { type: "string" },
  endpoint: { type: "string" },
  probe: { type: "boolean" },
  "write-probe": { type: "string" },
  "save-events": { type: "string" },
} as const;

/** The commands by name. */
export type Commands = Readonly<Record<string, Command>>;

/**
 * Reads a command line. Options may stand before and after the command; of one that is given twice the last counts.
 *
 * @throws CliError USAGE
 */
export function readArguments(argv: readonly string[], commands: Commands): Asked {
  const { values, positionals } = parsed(argv);
  const { config: configPath, help = false, ...options } = values;
  const [command, ...more] = positionals;
  if (command === undefined) {
    if (help) return { help };
    throw usage("expected a command");
  }
  const known = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (known === undefined) throw usage("there is no such command");
  if (help) return { help, command };
  if (more.length > 0) throw usage(`${command} takes options only`);
  const foreign = Object.keys(options).find((name) => !Object.hasOwn(known.options, name));
  if (foreign !== undefined) throw usage(`${command} has no option --${foreign}`);
  return { help, command, configPath, options };
}

function parsed(argv: readonly string[]) {
  // Script runners pass the `--` in front of a script's own options on.
  const args = argv.filter((each) => each !== "--");
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    // Node's own sentence; what follows it is about positional arguments, which no command takes.
    throw usage(firstLine(cause).split(". ", 1)[0] ?? "", cause);
  }
}

function usage(message: string, cause?: unknown): CliError {
  return new CliError("USAGE", `${message}: see claimsmith --help`, { cause });
}

/** The help of one command, or of all. */
export function helpText(commands: Commands, name?: string): string[] {
  const command = name === undefined ? undefined : commands[name];
  if (command === undefined) {
    const rows = Object.entries(commands).map(([each, { summary }]) => `  ${each.padEnd(10)} ${summary}`);
    return ["claimsmith COMMAND [OPTIONS]", "", ...rows, "", ...OPTION_HELP];
  }
  const options = Object.entries(command.options);
  const width = Math.max(14, ...options.map(([option]) => option.length + 2));
  const rows = options.map(([option, text]) => `  ${`--${option}`.padEnd(width)} ${text}`);
  return [`claimsmith ${name} [OPTIONS]: ${command.summary}`, "", ...rows, ...OPTION_HELP];
}

const OPTION_HELP = [
  "  --config PATH  the config file; default: the nearest claimsmith.config.ts at or above this folder",
  "  --help         this text, or that of a command",
];
