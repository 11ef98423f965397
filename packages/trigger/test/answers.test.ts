// Does the handler answer the events that it can answer, in the form that Cognito takes?
import { evaluablePart } from "@claimsmith/claims-policy/evaluator";
import { isJsonObject, triggerResponseProblem } from "@claimsmith/cognito-model";
import { describe, expect, it } from "vitest";
import answers from "./vectors/answers.json?raw";
import { deploymentOf, type EventVector, eventOf, handlerOf, outcomeOf, vectorsOf } from "./worlds.ts";

interface AnswerVector extends EventVector {
  /** The response, with POLICY_HASH for the hash of the deployment's policy. */
  readonly response: unknown;
  /** What the log line has besides, or differently. */
  readonly log?: Readonly<Record<string, unknown>>;
}

const vectors = vectorsOf<AnswerVector>(answers);

/** The answer of a fresh handler, with the sets that it holds in order. */
async function answerTo(vector: AnswerVector): Promise<unknown> {
  const { answer, error } = await outcomeOf(deploymentOf(vector.deployment), eventOf(vector));
  if (error !== undefined) throw error;
  return JSON.parse(JSON.stringify(answer), (_, value) => (isTextList(value) ? [...value].sort() : value));
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function expectedResponse({ response, deployment }: AnswerVector): unknown {
  const { hash } = deploymentOf(deployment).snapshot;
  return JSON.parse(JSON.stringify(response).replaceAll("POLICY_HASH", hash));
}

describe("the handler answers", () => {
  it.each(vectors)("$description", async (vector) => {
    expect(await answerTo(vector)).toHaveProperty("response", expectedResponse(vector));
  });

  it.each(vectors)("with the whole event: $description", async (vector) => {
    const { answer } = await outcomeOf(deploymentOf(vector.deployment), eventOf(vector));
    const event = eventOf(vector) as Readonly<Record<string, unknown>>;
    expect(answer).toStrictEqual({ ...event, response: (answer as typeof event).response });
  });

  it.each(vectors)("in a form that Cognito's documents allow: $description", async (vector) => {
    const answer = await answerTo(vector);
    const { version } = answer as { readonly version: "1" | "2" | "3" };
    expect(triggerResponseProblem(answer, version)).toBeUndefined();
  });

  it.each(vectors)("with one line in the log: $description", async (vector) => {
    const { lines } = await outcomeOf(deploymentOf(vector.deployment), eventOf(vector));
    const { clients, snapshot } = deploymentOf(vector.deployment);
    const event = eventOf(vector) as {
      readonly version: string;
      readonly triggerSource: string;
      readonly callerContext: { readonly clientId: string };
    };
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        level: "info",
        message: "pre token generation",
        outcome: "issued",
        triggerSource: event.triggerSource,
        eventVersion: event.version,
        client: clients[event.callerContext.clientId],
        policyHash: snapshot.hash,
        durationMs: 1.5,
        ...vector.log,
      },
    ]);
    expect(lines.join()).not.toMatch(/\n|canary/i);
  });

  it("one event like the next, whatever came between", async () => {
    const lines: string[] = [];
    const handler = handlerOf(deploymentOf("orders"), lines);
    const ofOrders = vectors.filter(({ deployment }) => deployment === "orders");
    const first = [];
    for (const vector of ofOrders) first.push(await handler(eventOf(vector)));
    const together = await Promise.all(ofOrders.map((vector) => handler(eventOf(vector))));
    expect(together).toStrictEqual(first);
    expect(lines).toHaveLength(2 * ofOrders.length);
  });
});

describe("the events of the vectors", () => {
  it("may not be written into, at any depth", () => {
    for (const vector of vectors) expect(isFrozen(eventOf(vector))).toBe(true);
  });
});

describe("the part of a policy that is deployed", () => {
  it.each(vectors)("answers like the whole: $description", async (vector) => {
    const deployment = deploymentOf(vector.deployment);
    const { snapshot } = deployment;
    const part = { ...deployment, snapshot: { ...snapshot, policy: evaluablePart(snapshot.policy) } };
    const event = eventOf(vector);
    expect(await outcomeOf(part, event)).toStrictEqual(await outcomeOf(deployment, event));
  });

  it("is less than the whole", () => {
    const { policy } = deploymentOf("orders").snapshot;
    const part = evaluablePart(policy);
    expect(part).not.toHaveProperty("resourceServers");
    expect(JSON.stringify(part).length).toBeLessThan(JSON.stringify(policy).length);
  });
});

function isFrozen(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  const members = isJsonObject(value) || Array.isArray(value) ? Object.values(value) : [];
  return Object.isFrozen(value) && members.every(isFrozen);
}
