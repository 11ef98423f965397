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
      readonly names: readonly string[];
    };

const OPTIONS = {
  config: { type: "string" },
  help: { type: "boolean", short: "h" },
  json: { type: "boolean" },
  check: { type: "boolean" },
  data: { type: "string" },
  port: { type: "string" },
  "pool-only": { type: "boolean" },
  "insecure-listen-host": { type: "string" },
  region: { type: "string" },
  "user-pool-id": { type: "string" },
  yes: { type: "boolean" },
  domain: { type: "string" },
  endpoint: { type: "string" },
  probe: { type: "boolean" },
  "write-probe": { type: "string" },
  "save-events": { type: "string" },
  persona: { type: "string" },
  client: { type: "string" },
  grant: { type: "string" },
  env: { type: "string" },
  event: { type: "string" },
  "show-values": { type: "boolean" },
  format: { type: "string" },
  out: { type: "string" },
  threshold: { type: "string" },
  against: { type: "string" },
} as const;

/** The commands by name. */
export type Commands = Readonly<Record<string, Command>>;

/**
 * Reads a command line. Options may stand before and after the command; of one that is given twice the last counts.
 *
 * @throws CliError USAGE
 */
export function readArguments(argv: readonly string[], commands: Commands): Asked {
  const { values, positionals } = parsed(argv, commands);
  const { config: configPath, help = false, ...options } = values;
  const [command, ...names] = positionals;
  if (command === undefined) {
    if (help) return { help };
    throw usage("expected a command", { commands });
  }
  const known = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (known === undefined) throw usage("there is no such command", { commands });
  if (help) return { help, command };
  if (names.length > 0 && known.names === undefined)
    throw usage(`${command} takes options only`, { commands, command });
  const foreign = Object.keys(options).find((name) => !Object.hasOwn(known.options, name));
  if (foreign !== undefined) throw usage(`${command} has no option --${foreign}`, { commands, command });
  return { help, command, configPath, options, names };
}

function parsed(argv: readonly string[], commands: Commands) {
  // Script runners pass the `--` in front of a script's own options on.
  const args = argv.filter((each) => each !== "--");
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    const command = args.find((each) => Object.hasOwn(commands, each));
    // Node's own sentence; what follows it is about positional arguments, which hardly a command takes.
    throw usage(firstLine(cause).split(". ", 1)[0] ?? "", { commands, command, cause });
  }
}

interface Misused {
  readonly commands: Commands;
  /** Where it is known which was meant. */
  readonly command?: string | undefined;
  readonly cause?: unknown;
}

function usage(message: string, { commands, command, cause }: Misused): CliError {
  const details = [usageLine(commands, command)];
  return new CliError("USAGE", `${message}: see claimsmith --help`, { details, cause });
}

/** How a command is used, in a line; without a command, which commands there are. */
export function usageLine(commands: Commands, name?: string): string {
  const command = name === undefined ? undefined : commands[name];
  if (command === undefined)
    return `usage: claimsmith COMMAND [OPTIONS], a COMMAND of ${Object.keys(commands).join(", ")}`;
  const options = (Object.keys(command.options) as (keyof typeof OPTIONS)[]).map((option) =>
    OPTIONS[option].type === "boolean" ? `[--${option}]` : `[--${option} …]`,
  );
  return ["usage: claimsmith", name, ...options, ...(command.names ? [command.names] : [])].join(" ");
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
  const { summary, names, examples = [] } = command;
  const taken = names === undefined ? "" : ` ${names}`;
  const shown = examples.length === 0 ? [] : ["", "for example:", ...examples.map((each) => `  ${each}`)];
  return [`claimsmith ${name} [OPTIONS]${taken}: ${summary}`, "", ...rows, ...OPTION_HELP, ...shown];
}

const OPTION_HELP = [
  "  --config PATH  the config file; default: the nearest claimsmith.config.ts at or above this folder",
  "  --help         this text, or that of a command",
];
