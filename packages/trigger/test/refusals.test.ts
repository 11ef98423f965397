// Does the handler refuse what it cannot answer, with one sentence for whoever asks and a code for the log?
import { evaluablePart } from "@claimsmith/claims-policy/evaluator";
import { describe, expect, it } from "vitest";
import { PUBLIC_REFUSAL, TriggerError } from "../src/index.ts";
import notEvents from "./vectors/not-events.json?raw";
import refusals from "./vectors/refusals.json?raw";
import {
  deploymentOf,
  type EventVector,
  eventOf,
  frozen,
  outcomeOf,
  textOfError,
  vectorsOf,
} from "./worlds.ts";

interface RefusalVector extends EventVector {
  readonly code: string;
  /** What the log line has besides, or differently; `event: false` where the event could not be read. */
  readonly log: Readonly<Record<string, unknown>>;
}

interface NotAnEvent {
  readonly description: string;
  readonly value: unknown;
  readonly code: string;
}

const vectors = vectorsOf<RefusalVector>(refusals);
const LINE = { level: "warn", message: "pre token generation", outcome: "refused" };

/** The line that a refusal leaves, without the members that are absent. */
function expectedLine({ deployment, code, log, ...vector }: RefusalVector): unknown {
  const { event: isRead = true, ...rest } = log;
  const context = { policyHash: deploymentOf(deployment).snapshot.hash, durationMs: 1.5 };
  if (isRead === false) return { ...LINE, code, ...context, ...rest };
  const { version, triggerSource } = eventOf(vector) as Readonly<Record<string, unknown>>;
  return { ...LINE, code, triggerSource, eventVersion: version, ...context, ...rest };
}

describe("the handler refuses", () => {
  it.each(vectors)("$code: $description", async (vector) => {
    const { answer, error, lines } = await outcomeOf(deploymentOf(vector.deployment), eventOf(vector));
    expect(answer).toBeUndefined();
    expect(error).toBeInstanceOf(TriggerError);
    expect(error).toMatchObject({ name: "TriggerError", code: "TOKEN_REFUSED", message: PUBLIC_REFUSAL });
    expect(lines.map((line) => JSON.parse(line))).toEqual([expectedLine(vector)]);
    expect(lines.join()).not.toMatch(/\n|canary|xxxx/i);
    expect(textOfError(error)).not.toMatch(/canary|xxxx/i);
  });

  it.each(vectors)("where the deployed part of the policy is used, too: $description", async (vector) => {
    const deployment = deploymentOf(vector.deployment);
    const { snapshot } = deployment;
    const part = { ...deployment, snapshot: { ...snapshot, policy: evaluablePart(snapshot.policy) } };
    const { answer, lines } = await outcomeOf(part, eventOf(vector));
    expect(answer).toBeUndefined();
    expect(lines.map((line) => JSON.parse(line))).toEqual([expectedLine(vector)]);
  });

  it.each(vectorsOf<NotAnEvent>(notEvents))("$code: $description", async ({ value, code }) => {
    const deployment = deploymentOf("orders");
    const { answer, error, lines } = await outcomeOf(deployment, frozen(value));
    expect(answer).toBeUndefined();
    expect(error).toMatchObject({ code: "TOKEN_REFUSED", message: PUBLIC_REFUSAL });
    const { hash: policyHash } = deployment.snapshot;
    expect(lines.map((line) => JSON.parse(line))).toEqual([{ ...LINE, code, policyHash, durationMs: 1.5 }]);
  });

  it("what JSON cannot hold", async () => {
    for (const value of [undefined, Symbol("canary"), 1n, () => "canary"]) {
      const { error, lines } = await outcomeOf(deploymentOf("orders"), value);
      expect(error).toMatchObject({ code: "TOKEN_REFUSED", message: PUBLIC_REFUSAL });
      expect(lines.map((line) => JSON.parse(line).code)).toEqual(["EVENT_INVALID"]);
    }
  });

  it("an event that is too deep to be walked through", async () => {
    const event = eventOf({ event: "web, version 3" }) as object;
    const deep = JSON.parse(`${"[".repeat(100_000)}"canary"${"]".repeat(100_000)}`);
    const { error, lines } = await outcomeOf(deploymentOf("orders"), { ...event, deep });
    expect(error).toMatchObject({ code: "TOKEN_REFUSED", message: PUBLIC_REFUSAL });
    expect(lines.map((line) => JSON.parse(line).code)).toEqual(["INTERNAL_ERROR"]);
  });
});

describe("one sentence for all", () => {
  it("has no full stop, since Cognito adds one, and no line break", () => {
    expect(PUBLIC_REFUSAL).not.toMatch(/[.\n]$|\n/);
  });
});

describe("nothing sticks to a prototype", () => {
  it("after all of these events", async () => {
    const before = JSON.stringify(Reflect.ownKeys(Object.prototype).map(String));
    for (const vector of vectors) await outcomeOf(deploymentOf(vector.deployment), eventOf(vector));
    expect(JSON.stringify(Reflect.ownKeys(Object.prototype).map(String))).toBe(before);
    expect(({} as Record<string, unknown>).canary).toBeUndefined();
  });
});
