// What is a command of the command line?
import type { LoadedConfig } from "../load-config.ts";
import type { Terminal } from "../terminal.ts";

/** The options that commands take. Each command names those that it knows. */
export interface CommandOptions {
  readonly json?: boolean;
  readonly check?: boolean;
  readonly port?: string;
}

/** What a command works with. */
export interface CommandContext {
  readonly config: LoadedConfig;
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
