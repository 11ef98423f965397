// What does the real trigger make of an event that was captured from a pool?
import { readFile } from "node:fs/promises";
import {
  type Facts,
  type PolicySnapshot,
  type PreviewEnvironment,
  type PreviewPool,
  previewedTokens,
  previewFacts,
  type TokenPreview,
} from "@claimsmith/claims-policy";
import {
  applyTriggerResponse,
  type EventVersionNumber,
  type Grant,
  isJsonObject,
  type TokenClaims,
  type TriggerResponse,
  triggerSourceRow,
} from "@claimsmith/cognito-model";
import { createHandler, optionsFromEnvironment } from "@claimsmith/trigger";
import type { CommandOptions } from "../commands/command.ts";
import { CliError } from "../errors.ts";
import type { LoadedConfig } from "../load-config.ts";
import { currentSnapshot } from "../snapshots.ts";
import { poolOfSnapshot } from "./pool.ts";
import { oneOf } from "./selection.ts";

/** Why the trigger gave no tokens: its code, and the rule and reason where a rule refused. */
export interface EventRefusal {
  readonly code: string;
  readonly rule?: string;
  readonly reason?: string;
}

/** What came of an event. */
export interface EventRun {
  readonly pool: PreviewPool;
  /** The policy's name of the client. */
  readonly client: string;
  readonly triggerSource: string;
  readonly version: string;
  readonly refusal?: EventRefusal;
  /** What the trigger answered; absent where it refused. */
  readonly answer?: TriggerResponse;
  /** Absent where the event could not be evaluated. */
  readonly preview?: TokenPreview;
}

/**
 * Runs the event in a file through the trigger's handler, with the committed snapshot. The event is as Lambda gets it, or as
 * `parity --save-events` keeps it. Its client id counts as that of `--client`.
 *
 * @throws CliError USAGE, SNAPSHOT_STALE, POLICY_INVALID, CONFIG_INVALID where look-ups are not configured
 */
export async function runCapturedEvent(
  config: LoadedConfig,
  path: string,
  { options, environment }: { readonly options: CommandOptions; readonly environment: PreviewEnvironment },
): Promise<EventRun> {
  const event = await readEventFile(path);
  const { version, triggerSource } = event;
  const client = clientOfEvent(config, String(triggerSource), options.client);
  const snapshot = await currentSnapshot(config);
  const pool = poolOfSnapshot(snapshot, environment);
  const answered = await answerOf(snapshot, event, { client, environment });
  const { facts, ...rest } = answered;
  const run = { pool, client, triggerSource: String(triggerSource), version: String(version), ...rest };
  if (facts === undefined) return run;
  const grant = triggerSourceRow(run.triggerSource)?.grant ?? "sdk";
  return { ...run, preview: previewOf(pool, { facts, grant, run }) };
}

interface Evaluated {
  readonly facts: Facts;
  readonly grant: Grant;
  readonly run: Omit<EventRun, "preview">;
}

/** The tokens are made of what the handler answered, not of what another evaluation would. */
function previewOf(pool: PreviewPool, { facts, grant, run }: Evaluated): TokenPreview {
  const version = run.version as EventVersionNumber;
  const { after, ...preview } = previewFacts(pool, { facts, grant, version });
  if (run.answer === undefined) return preview;
  const { idToken, accessToken } = preview.before;
  const defaults: TokenClaims = {
    accessToken: accessToken.claims,
    ...(idToken !== undefined && { idToken: idToken.claims }),
  };
  const clientId = String(accessToken.claims.client_id);
  return {
    ...preview,
    after: previewedTokens(applyTriggerResponse(defaults, run.answer, version, clientId)),
  };
}

async function readEventFile(path: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new CliError("USAGE", "expected --event with a file that can be read", { cause });
  });
  const event = eventIn(text);
  if (event !== undefined) return event;
  throw new CliError("USAGE", "expected --event with a file that holds a trigger event, as JSON");
}

function eventIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const content: unknown = JSON.parse(text);
    const event = isJsonObject(content) && isJsonObject(content.event) ? content.event : content;
    return isJsonObject(event) ? event : undefined;
  } catch {
    return undefined;
  }
}

function clientOfEvent({ policy }: LoadedConfig, triggerSource: string, option: string | undefined): string {
  const isMachine = triggerSourceRow(triggerSource)?.kind === "machine";
  const names = Object.keys(policy.clients);
  const ofKind = names.filter((name) => (policy.clients[name]?.kind === "machine") === isMachine);
  const [only, ...others] = ofKind;
  if (option === undefined && only !== undefined && others.length === 0) return only;
  return oneOf("client", option, option === undefined ? ofKind : names);
}

type Answered = Pick<EventRun, "answer" | "refusal"> & { readonly facts?: Facts };

async function answerOf(
  snapshot: PolicySnapshot,
  event: Readonly<Record<string, unknown>>,
  { client, environment }: { readonly client: string; readonly environment: PreviewEnvironment },
): Promise<Answered> {
  const lines: string[] = [];
  const seen: Facts[] = [];
  const { callerContext } = event;
  const clientId = isJsonObject(callerContext) ? String(callerContext.clientId) : "";
  const handler = startedHandler(snapshot, {
    ...optionsFromEnvironment(process.env),
    clients: { [clientId]: client },
    settings: environment.settings ?? {},
    log: (line) => lines.push(line),
    onFacts: (facts) => seen.push(facts),
  });
  const returned = await handler(event).catch(() => undefined);
  const [facts] = seen;
  const evaluated = facts === undefined ? {} : { facts };
  if (isJsonObject(returned)) return { ...evaluated, answer: returned.response as TriggerResponse };
  const { code, rule, reason } = JSON.parse(lines[0] ?? "{}") as EventRefusal;
  const why = { code, ...(rule !== undefined && { rule }), ...(reason !== undefined && { reason }) };
  return { ...evaluated, refusal: why };
}

function startedHandler(...[snapshot, options]: Parameters<typeof createHandler>) {
  try {
    return createHandler(snapshot, options);
  } catch (cause) {
    const message =
      "the policy looks things up: expected CLAIMSMITH_LOOKUP_TABLES, AWS_REGION and credentials in the environment";
    throw new CliError("CONFIG_INVALID", message, { cause });
  }
}
