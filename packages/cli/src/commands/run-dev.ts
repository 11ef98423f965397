// What does `claimsmith dev` do once it was asked for? Loaded then: the help of one command needs nothing of the others.
import { resolve } from "node:path";
import { startBeside } from "../dev/beside.ts";
import { type DevLog, waitingLog } from "../dev/dev-log.ts";
import { movedEnvironment } from "../dev/moved-urls.ts";
import { movedPorts, type PlacedProcess, placedProcesses } from "../dev/placed-processes.ts";
import { credentials, environmentName, processVariables } from "../dev/process-environment.ts";
import { untilAborted } from "../dev/signals.ts";
import { stopRequest } from "../dev/stop-request.ts";
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
  const isPoolOnly = options["pool-only"] === true;
  const isJson = options.json === true;
  const config = await loadConfig();
  const placed = isPoolOnly ? [] : await placedProcesses(config.dev?.processes ?? {}, port);
  const log = waitingLog(isJson ? terminal.log : terminal.out);
  if (isJson) log.open();
  // The calls that create the users are nobody's concern.
  let poolLog = (_line: string): void => {};
  const stack = await startOn(withMovedUrls(config, placed), {
    port,
    onTriggerLog: (line) => log.write(`trigger: ${line}`),
    onPoolLog: (line) => poolLog(line),
    ...(insecureListenHost === undefined ? {} : { insecureListenHost }),
    ...(dataDirectory === undefined ? {} : { dataDirectory }),
  });
  poolLog = (line) => log.write(`pool: ${line}`);
  const variables = processVariables(stack, placed, environmentName(config));
  try {
    await keepRunning({ stack, placed, variables, isPoolOnly, isJson, log, terminal, stopped });
  } finally {
    log.open();
    await stack.close();
  }
}

interface Running {
  readonly stack: LocalStack;
  readonly placed: readonly PlacedProcess[];
  readonly variables: Readonly<Record<string, string>>;
  readonly isPoolOnly: boolean;
  readonly isJson: boolean;
  readonly log: DevLog;
  readonly terminal: Terminal;
  readonly stopped: AbortSignal;
}

async function keepRunning(running: Running): Promise<void> {
  const { stack, placed, isJson, log, terminal, stopped } = running;
  // On standard error, so that the guide is the first that standard output has.
  const onStart = (name: string) => terminal.log(`starting ${name}`);
  const beside = await startBeside({ ...running, log: log.write, onStart });
  try {
    if (stopped.aborted) return;
    if (isJson) terminal.out(JSON.stringify(readyDocument(stack, placed)));
    else
      for (const line of devGuide(stack, { placed, routes: beside.routes }, terminal.paint))
        terminal.out(line);
    log.open();
    await untilAborted(stopped, beside.ended);
    if (!stopped.aborted) throw beside.ended.reason;
  } finally {
    await beside.stop();
  }
}

/** Processes on other ports than the configured ones take the addresses along that name them. */
function withMovedUrls(config: LoadedConfig, placed: readonly PlacedProcess[]): LoadedConfig {
  return { ...config, environment: movedEnvironment(config.environment, movedPorts(placed)) };
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
function readyDocument({ pool, users }: LocalStack, placed: readonly PlacedProcess[]) {
  const { endpoint, issuer, jwksUri, userPoolId, clients } = pool;
  const processes = Object.fromEntries(placed.map(({ name, url }) => [name, { url }]));
  return { endpoint, issuer, jwksUri, userPoolId, clients, users: credentials(users), processes };
}
