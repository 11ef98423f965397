// Event → facts → evaluation → response. No log, no clock: what the handler wraps.
import {
  type Decision,
  evaluate,
  type Facts,
  type LeftOut,
  triggerResponse,
} from "@claimsmith/claims-policy/evaluator";
import type { TriggerResponse } from "@claimsmith/cognito-model";
import type { Configuration } from "./configuration.ts";
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
}

/** Answers one event. Rejects only where a look-up's own code throws. */
export async function answerEvent(configuration: Configuration, event: unknown): Promise<Answer> {
  const read = readEvent(event);
  if (typeof read === "string") return { refusal: { code: read } };
  if (Number(read.version) < configuration.oldestVersion) {
    return { event: read, refusal: { code: "EVENT_VERSION_TOO_LOW" } };
  }
  const client = configuration.clients.get(read.clientId);
  if (client === undefined) return { event: read, refusal: { code: "CLIENT_UNKNOWN" } };
  const facts = await gatherFacts(configuration, read, client);
  return { event: read, client, ...answerDecision(evaluate(configuration.policy, facts), read) };
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

/** Everything that the evaluation may look at. This is the place where look-ups are waited for. */
async function gatherFacts(configuration: Configuration, event: ReadEvent, client: string): Promise<Facts> {
  const { settings, policyHash } = configuration;
  const { isMachine, scopes, metadata, attributes, groups } = event;
  return isMachine
    ? { kind: "machine", client, scopes, metadata, settings, policyHash }
    : { kind: "user", client, scopes, metadata, settings, policyHash, attributes, groups };
}
