// What does a decision cost, against plain code and against the JSON around it?
import { deepStrictEqual } from "node:assert/strict";
import type { TriggerEvent } from "@claimsmith/cognito-model";
import { type Comparison, type Contender, compare, microseconds, timesAsLong } from "../ratios.ts";
import { aliceEvents, aliceEventText, CLIENTS, SETTINGS } from "./alice.ts";
import { answerByPolicy, POLICY_HASH } from "./by-policy.ts";
import { answerByHand, type Deployment } from "./hand-written.ts";

const DEPLOYMENT: Deployment = { clients: CLIENTS, settings: SETTINGS, policyHash: POLICY_HASH };
const HAND_WRITTEN = "handler written by hand";
const ROUND_TRIP = "JSON of event and answer, there and back";
const POLICY = "evaluate and triggerResponse";
/** A power of two: the events are taken in turn. */
const EVENTS = 64;

/** The figures of the evaluation. */
export interface EvaluateFigures {
  readonly "evaluate.shareOfHandWritten": number;
  readonly "evaluate.shareOfJsonRoundTrip": number;
  /** Microseconds by contender, for the table. */
  readonly microseconds: Readonly<Record<string, number>>;
}

/** Whatever was made last: work whose result nobody can see may be left out by the compiler. */
export const sink: { last: unknown } = { last: undefined };

/**
 * Measures one decision about alice.
 *
 * @throws AssertionError where the two handlers do not answer the same
 */
export async function measureEvaluation(rounds: Comparison["rounds"]): Promise<EvaluateFigures> {
  const events = aliceEvents(EVENTS);
  for (const event of events)
    deepStrictEqual(answerByPolicy(event, DEPLOYMENT), answerByHand(event, DEPLOYMENT));

  const contenders = [byHand(events), byPolicy(events), roundTrip()];
  const times = await compare({ contenders, rounds });
  return {
    "evaluate.shareOfHandWritten": 1 / timesAsLong(times, POLICY, HAND_WRITTEN),
    "evaluate.shareOfJsonRoundTrip": timesAsLong(times, POLICY, ROUND_TRIP),
    microseconds: microseconds(times),
  };
}

function byHand(events: readonly TriggerEvent[]): Contender {
  return {
    name: HAND_WRITTEN,
    batch: (count) => {
      for (let index = 0; index < count; index++) {
        sink.last = answerByHand(events[index % EVENTS] as TriggerEvent, DEPLOYMENT);
      }
    },
  };
}

function byPolicy(events: readonly TriggerEvent[]): Contender {
  return {
    name: POLICY,
    batch: (count) => {
      for (let index = 0; index < count; index++) {
        sink.last = answerByPolicy(events[index % EVENTS] as TriggerEvent, DEPLOYMENT);
      }
    },
  };
}

/** What Lambda does before and after every handler: the event's text read, the answer's text written. */
function roundTrip(): Contender {
  const text = aliceEventText();
  const event = JSON.parse(text) as TriggerEvent;
  const outcome = answerByPolicy(event, DEPLOYMENT);
  if (typeof outcome === "string") throw new TypeError(`alice is refused: ${outcome}`);
  const answer = { ...event, response: outcome.response };
  return {
    name: ROUND_TRIP,
    batch: (count) => {
      for (let index = 0; index < count; index++) {
        sink.last = JSON.parse(text);
        sink.last = JSON.stringify(answer);
      }
    },
  };
}
