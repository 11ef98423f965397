// What does `claimsmith dev` do once it was asked for? Loaded then: the help of one command needs nothing of the others.
import { resolve } from "node:path";
import { type GuardedApi, startGuardedApi } from "../demo/guarded-api.ts";
import { CliError, codeOf } from "../errors.ts";
import type { LoadedConfig } from "../load-config.ts";
import { type LocalStack, type LocalStackOptions, startLocalStack } from "../local-stack.ts";
import type { Terminal } from "../terminal.ts";
import type { CommandContext } from "./command.ts";
import { devGuide } from "./dev-guide.ts";

/** `DEFAULT_PORT` of the local pool, which the help says as well. */
const DEFAULT_PORT = 9229;

/** Carries the command out. */
export async function runDev({ loadConfig, options, terminal }: CommandContext): Promise<void> {
  const stopped = stopRequest();
  const port = readPort(options.port);
  const dataDirectory = readDirectory(options.data);
  const insecureListenHost = options["insecure-listen-host"];
  const config = await loadConfig();
  const log = options.json ? terminal.log : terminal.out;
  // The calls that create the users are nobody's concern.
  let poolLog = (_line: string): void => {};
  const stack = await startOn(config, {
    port,
    onTriggerLog: (line) => log(`trigger: ${line}`),
    onPoolLog: (line) => poolLog(line),
    ...(insecureListenHost === undefined ? {} : { insecureListenHost }),
    ...(dataDirectory === undefined ? {} : { dataDirectory }),
  });
  poolLog = (line) => log(`pool: ${line}`);
  try {
    await keepRunning(stack, { isJson: options.json === true, terminal, stopped });
  } finally {
    await stack.close();
  }
}

interface Running {
  readonly isJson: boolean;
  readonly terminal: Terminal;
  readonly stopped: Promise<void>;
}

async function keepRunning(stack: LocalStack, { isJson, terminal, stopped }: Running): Promise<void> {
  const api: GuardedApi = await startGuardedApi(stack);
  try {
    if (isJson) terminal.out(JSON.stringify(readyDocument(stack)));
    else for (const line of devGuide(stack, api, terminal.paint)) terminal.out(line);
    await stopped;
  } finally {
    await api.close();
  }
}

/** How often `dev` looks whether the process that started it is still there. */
const PARENT_CHECK_MS = 500;

/**
 * Resolves when it is time to stop: on the first signal, also one that comes while everything starts, and when the process
 * that started this one has gone. Script runners do not all pass signals on, and a forgotten pool would keep its port. A
 * second signal ends the process at once.
 */
function stopRequest(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.removeAllListeners(signal);
      process.once(signal, () => {
        process.once(signal, () => process.exit(1));
        resolve();
      });
    }
    const parent = process.ppid;
    const check = () => {
      if (process.ppid !== parent) resolve();
    };
    setInterval(check, PARENT_CHECK_MS).unref();
  });
}

function readPort(text: string | undefined): number {
  if (text === undefined) return DEFAULT_PORT;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new CliError("USAGE", "expected --port with a number from 0 to 65535");
}

/** Relative to the working directory, as a shell completes it. */
function readDirectory(path: string | undefined): string | undefined {
  if (path === "") throw new CliError("USAGE", "expected --data with a directory");
  return path === undefined ? undefined : resolve(path);
}

async function startOn(config: LoadedConfig, options: LocalStackOptions): Promise<LocalStack> {
  try {
    return await startLocalStack(config, options);
  } catch (cause) {
    if (codeOf(cause) !== "PORT_IN_USE") throw cause;
    const message = `port ${options.port} is in use: choose another with --port NUMBER, or a free one with --port 0`;
    throw new CliError("PORT_IN_USE", message, { cause });
  }
}

/** What `dev --json` prints. */
function readyDocument({ pool, users }: LocalStack) {
  const { endpoint, issuer, jwksUri, userPoolId, clients } = pool;
  const credentials = Object.entries(users).map(([name, { username, password }]) => [
    name,
    { username, password },
  ]);
  return { endpoint, issuer, jwksUri, userPoolId, clients, users: Object.fromEntries(credentials) };
}
