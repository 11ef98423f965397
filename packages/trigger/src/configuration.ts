// What does one deployment of the trigger know besides the policy?
import {
  type Facts,
  isPolicySnapshot,
  type PolicyDocument,
  settingProblems,
} from "@claimsmith/claims-policy/evaluator";
import { EVENT_VERSIONS, isJsonObject, type JsonValue } from "@claimsmith/cognito-model";
import { type LookUp, lookUpOf } from "./look-ups/make-lookups.ts";
import { type LookupOptions, lookupOptionsFrom, lookupProblems } from "./look-ups/options.ts";

/** What differs between deployments. */
export interface TriggerOptions {
  /** App client id → the policy's name of the client. A client id that is not here is refused. */
  readonly clients: Readonly<Record<string, string>>;
  /** Values of the policy's settings. Default: none. */
  readonly settings?: Readonly<Record<string, JsonValue>>;
  /** Where the policy's look-ups are. Left out for a policy without look-ups. */
  readonly lookups?: LookupOptions;
  /** What all look-ups of one event may take together, in milliseconds, 1 to 4,500. Default 2,000. */
  readonly lookupTimeoutMs?: number;
  /** `debug` logs each event's trace as well, where the bundle was made with it. Default: `info`. */
  readonly logLevel?: "info" | "debug";
  /** Receives everything that an event's evaluation looks at, for tools that explain it. Not in a bundle without the trace. */
  readonly onFacts?: (facts: Facts) => void;
  /** Takes one line of JSON without a line break. Default: it is written to standard output as it is, which is Lambda's log. */
  readonly log?: (line: string) => void;
  /** Milliseconds from any fixed point, for durations. Default: `process.uptime`. */
  readonly now?: () => number;
  /** Milliseconds since 1970, for the age of answers to look-ups. Default: `Date.now`. */
  readonly clock?: () => number;
}

/** A deployment that was found to be complete. */
export interface Configuration {
  readonly policy: PolicyDocument;
  readonly policyHash: string;
  /** The `version` of the oldest event that carries everything that the policy does. */
  readonly oldestVersion: number;
  readonly clients: ReadonlyMap<string, string>;
  readonly settings: Readonly<Record<string, JsonValue>>;
  /** Of a policy with look-ups. */
  readonly lookUp?: LookUp | undefined;
}

declare global {
  /** `true` in the bundle of a policy without look-ups, which `bundleTrigger` makes; so the code of look-ups is left out of it. */
  var CLAIMSMITH_WITHOUT_LOOKUPS: true | undefined;
  /** `true` in a bundle that was not asked to have the trace of the level debug; so its code is left out of it. */
  var CLAIMSMITH_WITHOUT_TRACE: true | undefined;
}

/** Reads a deployment's configuration, or gives the path of everything that is wrong with it. */
export function readConfiguration(
  snapshot: unknown,
  options: TriggerOptions,
): Configuration | readonly string[] {
  if (!isPolicySnapshot(snapshot)) return ["policy.json"];
  const { policy, hash, eventVersion } = snapshot;
  const { clients, settings = {} } = options;
  if (!isJsonObject(clients)) return ["clients"];
  if (!isJsonObject(settings)) return ["settings"];
  const unknown = Object.entries(clients).filter(
    ([, name]) => typeof name !== "string" || !Object.hasOwn(policy.clients, name),
  );
  const paths = [
    ...unknown.map(([clientId]) => `clients.${clientId}`),
    ...settingProblems(policy, settings).map(({ path }) => path),
    ...(globalThis.CLAIMSMITH_WITHOUT_LOOKUPS ? [] : lookupProblems(policy, options)),
  ];
  if (paths.length > 0) return paths;
  return {
    policy,
    policyHash: hash,
    oldestVersion: Number(EVENT_VERSIONS[eventVersion]),
    clients: new Map(Object.entries(clients)),
    settings,
    ...(globalThis.CLAIMSMITH_WITHOUT_LOOKUPS ? null : { lookUp: lookUpOf(policy, options) }),
  };
}

/**
 * The options that the function's environment variables hold: `CLAIMSMITH_CLIENTS` (client id → client name),
 * `CLAIMSMITH_SETTINGS` (setting → value; absent is none) and `CLAIMSMITH_LOOKUP_TABLES` (look-up → table name; absent is none),
 * all JSON objects; with tables also region, credentials and endpoint as AWS's own clients read them. `CLAIMSMITH_LOG_LEVEL` is
 * `debug` for the trace; every other text is `info`. A variable that is missing or is no JSON is reported by `createHandler` as a misconfiguration.
 */
export function optionsFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): TriggerOptions {
  return {
    clients: parsed(environment.CLAIMSMITH_CLIENTS ?? "null"),
    settings: parsed(environment.CLAIMSMITH_SETTINGS ?? "{}"),
    ...(globalThis.CLAIMSMITH_WITHOUT_LOOKUPS ? null : lookupOptionsFrom(environment, parsed)),
    ...(globalThis.CLAIMSMITH_WITHOUT_TRACE || environment.CLAIMSMITH_LOG_LEVEL !== "debug"
      ? null
      : { logLevel: "debug" }),
  };
}

/** `never`, because whether it holds what an option should is for `readConfiguration` to find out. */
function parsed(text: string): never {
  try {
    return JSON.parse(text) as never;
  } catch {
    return null as never;
  }
}
