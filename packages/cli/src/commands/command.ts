// What is a command of the command line?
import type { LoadedConfig } from "../load-config.ts";
import type { Terminal } from "../terminal.ts";

/** The options that commands take. Each command names those that it knows. */
export interface CommandOptions {
  readonly json?: boolean;
  readonly check?: boolean;
  readonly data?: string;
  readonly port?: string;
  readonly "insecure-listen-host"?: string;
  readonly region?: string;
  readonly "user-pool-id"?: string;
  readonly yes?: boolean;
  readonly domain?: string;
  readonly endpoint?: string;
  readonly probe?: boolean;
  readonly "write-probe"?: string;
  readonly "save-events"?: string;
}

/** What a command works with. */
export interface CommandContext {
  /** Loads the config file. @throws CliError CONFIG_NOT_FOUND, CONFIG_INVALID */
  readonly loadConfig: () => Promise<LoadedConfig>;
  readonly options: CommandOptions;
  readonly terminal: Terminal;
}

/** One command. */
export interface Command {
  /** What it does, in one line. */
  readonly summary: string;
  /** Its options, each with what it does. */
  readonly options: Readonly<Partial<Record<keyof CommandOptions, string>>>;
  /** Resolves when the command has done its work. @throws CliError and whatever it runs throws */
  run(context: CommandContext): Promise<void>;
}
