// Event → facts → evaluation → response. No log: what the handler wraps.
import {
  type Decision,
  evaluate,
  type Facts,
  type LeftOut,
  triggerResponse,
} from "@claimsmith/claims-policy/evaluator";
import type { TriggerResponse } from "@claimsmith/cognito-model";
import type { Configuration } from "./configuration.ts";
import type { InvocationContext } from "./create-handler.ts";
import type { LookupLog } from "./look-ups/make-lookups.ts";
import { type ReadEvent, readEvent } from "./read-event.ts";
import type { TriggerRefusal } from "./refusal.ts";

/** What an event comes to, with what the log may say of it. */
export interface Answer {
  /** Absent where the token is refused. */
  readonly response?: TriggerResponse;
  readonly refusal?: TriggerRefusal;
  readonly leftOut?: readonly LeftOut[];
  /** Absent where the event could not be read. */
  readonly event?: ReadEvent;
  /** The policy's name of the client. */
  readonly client?: string;
  /** Absent where nothing was looked up. */
  readonly lookupLog?: LookupLog | undefined;
  /** What the evaluation looked at. Absent where none took place, and in a bundle without the trace. */
  readonly facts?: Facts;
}

/** Answers one event. */
export async function answerEvent(
  configuration: Configuration,
  event: unknown,
  context: InvocationContext | undefined,
): Promise<Answer> {
  const read = readEvent(event);
  if (typeof read === "string") return { refusal: { code: read } };
  if (Number(read.version) < configuration.oldestVersion) {
    return { event: read, refusal: { code: "EVENT_VERSION_TOO_LOW" } };
  }
  const client = configuration.clients.get(read.clientId);
  if (client === undefined) return { event: read, refusal: { code: "CLIENT_UNKNOWN" } };
  const facts = factsOf(configuration, read, client);
  if (globalThis.CLAIMSMITH_WITHOUT_LOOKUPS || configuration.lookUp === undefined)
    return {
      event: read,
      client,
      ...answerDecision(evaluate(configuration.policy, facts), read),
      ...(globalThis.CLAIMSMITH_WITHOUT_TRACE ? null : { facts }),
    };
  const remainingMs = context?.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY;
  const { results: lookups, log } = await configuration.lookUp(facts, read.clientId, remainingMs);
  const allFacts = { ...facts, lookups };
  const decision = evaluate(configuration.policy, allFacts);
  return {
    event: read,
    client,
    ...answerDecision(decision, read),
    lookupLog: log,
    ...(globalThis.CLAIMSMITH_WITHOUT_TRACE ? null : { facts: allFacts }),
  };
}

function answerDecision(
  decision: Decision,
  { version }: ReadEvent,
): Pick<Answer, "response" | "refusal" | "leftOut"> {
  if (decision.outcome === "refuse") {
    const { outcome, ...refusal } = decision;
    return { refusal };
  }
  return { response: triggerResponse(decision, version), leftOut: decision.leftOut };
}

/** Everything that the evaluation may look at but look-ups. */
function factsOf(configuration: Configuration, event: ReadEvent, client: string): Facts {
  const { settings, policyHash } = configuration;
  const { isMachine, scopes, metadata, attributes, groups } = event;
  return isMachine
    ? { kind: "machine", client, scopes, metadata, settings, policyHash }
    : { kind: "user", client, scopes, metadata, settings, policyHash, attributes, groups };
}
