// What does one deployment of the trigger know besides the policy?
import { isPolicySnapshot, type PolicyDocument, settingProblems } from "@claimsmith/claims-policy/evaluator";
import { EVENT_VERSIONS, isJsonObject, type JsonValue } from "@claimsmith/cognito-model";

/** What differs between deployments. */
export interface TriggerOptions {
  /** App client id → the policy's name of the client. A client id that is not here is refused. */
  readonly clients: Readonly<Record<string, string>>;
  /** Values of the policy's settings. Default: none. */
  readonly settings?: Readonly<Record<string, JsonValue>>;
  /** Takes one line of JSON without a line break. Default: `console.log`. */
  readonly log?: (line: string) => void;
  /** Milliseconds from any fixed point, for durations. Default: `process.uptime`. */
  readonly now?: () => number;
}

/** A deployment that was found to be complete. */
export interface Configuration {
  readonly policy: PolicyDocument;
  readonly policyHash: string;
  /** The `version` of the oldest event that carries everything that the policy does. */
  readonly oldestVersion: number;
  readonly clients: ReadonlyMap<string, string>;
  readonly settings: Readonly<Record<string, JsonValue>>;
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
  ];
  if (paths.length > 0) return paths;
  return {
    policy,
    policyHash: hash,
    oldestVersion: Number(EVENT_VERSIONS[eventVersion]),
    clients: new Map(Object.entries(clients)),
    settings,
  };
}

/**
 * The options that the function's environment variables hold: `CLAIMSMITH_CLIENTS` (client id → client name) and
 * `CLAIMSMITH_SETTINGS` (setting → value; absent is none), both JSON objects. A variable that is missing or is no JSON is
 * reported by `createHandler` as a misconfiguration.
 */
export function optionsFromEnvironment({
  CLAIMSMITH_CLIENTS: clients = "null",
  CLAIMSMITH_SETTINGS: settings = "{}",
}: Readonly<Record<string, string | undefined>>): TriggerOptions {
  return { clients: parsed(clients), settings: parsed(settings) };
}

/** `never`, because whether it holds what an option should is for `readConfiguration` to find out. */
function parsed(text: string): never {
  try {
    return JSON.parse(text) as never;
  } catch {
    return null as never;
  }
}
