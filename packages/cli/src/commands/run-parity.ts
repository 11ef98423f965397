// What does `claimsmith parity` do once it was asked for? Loaded then: the help of one command needs nothing of the others.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { issuerOf } from "@claimsmith/cognito-model";
import {
  type ApiOptions,
  type Credentials,
  type Need,
  type ParityOutcome,
  type ParityRun,
  type ParityTarget,
  PROBE_SOURCE,
  redactedEvent,
  runParity,
  userPoolsApi,
} from "@claimsmith/local-pool/parity";
import { CliError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";
import type { CommandContext, CommandOptions } from "./command.ts";

/** Carries the command out. */
export async function runParityCommand({ options, terminal }: CommandContext): Promise<void> {
  const folder = options["write-probe"];
  if (folder !== undefined) return writeProbe(folder, terminal);
  const run = await runParity({
    target: targetOf(options),
    offers: offersOf(options),
    onOutcome: options.json ? () => {} : (outcome) => terminal.out(lineOf(outcome, terminal)),
  });
  if (options["save-events"] !== undefined) await saveEvents(options["save-events"], run, terminal);
  if (options.json) terminal.out(JSON.stringify(run.outcomes.map(described), null, 2));
  else terminal.out(summaryOf(run));
  const otherwise = run.outcomes.filter(({ outcome }) => outcome === "different" || outcome === "failed");
  if (otherwise.length > 0) {
    throw new CliError("PARITY_DIFFERS", "the pool is not in everything as the list says", {
      details: otherwise.map(({ behaviour }) => behaviour.id),
    });
  }
}

async function writeProbe(folder: string, { out }: Terminal): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, "index.js");
  await writeFile(path, PROBE_SOURCE);
  out(`${path} written: zip it, deploy it with handler index.handler as the trigger of a test pool (V2_0 or`);
  out("V3_0), and run parity with --probe");
}

function targetOf(options: CommandOptions): ParityTarget {
  const region = required(options, "region");
  const userPoolId = required(options, "user-pool-id");
  const api: ApiOptions = {
    region,
    ...(options.endpoint === undefined ? {} : { endpoint: `${trimmed(options.endpoint)}/` }),
    ...credentialsOf(process.env, options.yes !== true || options.endpoint !== undefined),
  };
  const oauthUrl = options.domain ?? options.endpoint;
  const issuer =
    options.endpoint === undefined ? issuerOf(userPoolId) : `${trimmed(options.endpoint)}/${userPoolId}`;
  return {
    userPoolId,
    call: userPoolsApi(api),
    issuer,
    ...(oauthUrl === undefined ? {} : { oauthUrl: trimmed(oauthUrl) }),
  };
}

/** Beside the local pool nobody has a login form that needs no person: a pool at an endpoint of its own counts as local. */
function offersOf(options: CommandOptions): ReadonlySet<Need> {
  const offers: readonly (readonly [Need, boolean])[] = [
    ["write", options.yes === true],
    ["probe", options.probe === true],
    ["oauth", (options.domain ?? options.endpoint) !== undefined],
    ["local", options.endpoint !== undefined],
  ];
  return new Set(offers.flatMap(([need, isOffered]) => (isOffered ? [need] : [])));
}

function credentialsOf(
  { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN }: NodeJS.ProcessEnv,
  isOptional: boolean,
): { readonly credentials?: Credentials } {
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
    if (isOptional) return {};
    throw new CliError(
      "USAGE",
      "expected AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment: aws configure export-credentials prints them",
    );
  }
  return {
    credentials: {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(!AWS_SESSION_TOKEN ? {} : { sessionToken: AWS_SESSION_TOKEN }),
    },
  };
}

function required(options: CommandOptions, name: "region" | "user-pool-id"): string {
  const value = options[name];
  if (value !== undefined && value !== "") return value;
  throw new CliError("USAGE", `expected --${name}: see claimsmith parity --help`);
}

function trimmed(url: string): string {
  return url.replace(/\/+$/, "");
}

const TONES = { same: "gain", different: "loss", failed: "loss", skipped: "quiet" } as const;

function lineOf(run: ParityOutcome, { paint }: Terminal): string {
  const { id, behaviour, certainty, expected } = run.behaviour;
  const head = `${paint(TONES[run.outcome], run.outcome.padEnd(9))} ${id.padEnd(26)} ${behaviour}`;
  if (run.outcome === "different") {
    return `${head}\n          expected ${JSON.stringify(expected)} (${certainty})\n          observed ${JSON.stringify(run.observed)}`;
  }
  if (run.outcome === "failed") return `${head}\n          ${run.why}`;
  if (run.outcome === "skipped") return `${head} (needs ${run.needs.join(", ")})`;
  return head;
}

function summaryOf({ outcomes }: ParityRun): string {
  const count = (kind: ParityOutcome["outcome"]) => outcomes.filter(({ outcome }) => outcome === kind).length;
  return `${count("same")} same, ${count("different")} different, ${count("failed")} failed, ${count("skipped")} skipped`;
}

function described(run: ParityOutcome): object {
  const { behaviour, ...rest } = run;
  const { id, area, behaviour: sentence, source, certainty, expected } = behaviour;
  return { id, area, behaviour: sentence, source, certainty, ...rest, expected };
}

/** One file for each kind of event: its version and trigger source. The first of a kind is kept. */
async function saveEvents(folder: string, { events }: ParityRun, { log }: Terminal): Promise<void> {
  await mkdir(folder, { recursive: true });
  const kinds = new Map(events.map((event) => [`v${event.version}-${event.triggerSource}`, event] as const));
  for (const [kind, event] of kinds) {
    const vector = { description: `captured by parity, redacted: ${kind}`, event: redactedEvent(event) };
    await writeFile(join(folder, `${kind}.json`), `${JSON.stringify(vector, null, 2)}\n`);
  }
  log(`${kinds.size} events saved in ${folder}`);
}
