// What is a command of the command line?
import type { LoadedConfig } from "../load-config.ts";
import type { Terminal } from "../terminal.ts";

/** The options that commands take. Each command names those that it knows. */
export interface CommandOptions {
  readonly json?: boolean;
  readonly check?: boolean;
  readonly data?: string;
  readonly port?: string;
  readonly "pool-only"?: boolean;
  readonly "insecure-listen-host"?: string;
  readonly region?: string;
  readonly "user-pool-id"?: string;
  readonly yes?: boolean;
  readonly domain?: string;
  readonly endpoint?: string;
  readonly probe?: boolean;
  readonly "write-probe"?: string;
  readonly "save-events"?: string;
  readonly persona?: string;
  readonly client?: string;
  readonly grant?: string;
  readonly env?: string;
  readonly event?: string;
  readonly "show-values"?: boolean;
  readonly format?: string;
  readonly out?: string;
  readonly threshold?: string;
  readonly against?: string;
}

/** What a command works with. */
export interface CommandContext {
  /** Loads the config file. @throws CliError CONFIG_NOT_FOUND, CONFIG_INVALID */
  readonly loadConfig: () => Promise<LoadedConfig>;
  /** The same without judging its policies and personas, for whoever judges them. */
  readonly readConfig: () => Promise<LoadedConfig>;
  readonly options: CommandOptions;
  /** What stands on the command line besides options; empty for a command that takes none. */
  readonly names: readonly string[];
  readonly terminal: Terminal;
}

/** One command. */
export interface Command {
  /** What it does, in one line. */
  readonly summary: string;
  /** Its options, each with what it does. */
  readonly options: Readonly<Partial<Record<keyof CommandOptions, string>>>;
  /** What it takes besides options, for the usage line. Default: nothing. */
  readonly names?: string;
  /** Command lines for its help. A test runs each of them in the orders package. */
  readonly examples?: readonly string[];
  /** Resolves when the command has done its work. @throws CliError and whatever it runs throws */
  run(context: CommandContext): Promise<void>;
}
