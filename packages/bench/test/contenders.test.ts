// Do the contenders do the same work? A faster one that does less would be no comparison.
import type { TriggerEvent } from "@claimsmith/cognito-model";
import { JwtVerifier } from "aws-jwt-verify";
import type { JwtPayload } from "aws-jwt-verify/jwt-model";
import { describe, expect, test } from "vitest";
import { aliceEventText, CLIENTS, SETTINGS } from "../src/evaluate/alice.ts";
import { answerByPolicy, POLICY_HASH } from "../src/evaluate/by-policy.ts";
import { answerByHand, type Deployment } from "../src/evaluate/hand-written.ts";
import { assertOrdersClaims } from "../src/verify/hand-written.ts";
import { tokenSet } from "../src/verify/tokens.ts";
import vectors from "./vectors/events.json" with { type: "json" };

const DEPLOYMENT: Deployment = { clients: CLIENTS, settings: SETTINGS, policyHash: POLICY_HASH };

/** How an event differs from alice's. */
interface EventVector {
  readonly description: string;
  readonly clientId?: string;
  readonly triggerSource?: string;
  /** `null` is an event without group configuration. */
  readonly groups?: readonly string[] | null;
  /** `null` takes the attribute away. */
  readonly attributes?: Readonly<Record<string, string | null>>;
}

const EVENTS: readonly EventVector[] = vectors as readonly EventVector[];

describe("the handler written by hand answers as the policy does", () => {
  test.each(EVENTS)("$description", (vector) => {
    const event = eventOf(vector);
    expect(answerByHand(event, DEPLOYMENT)).toStrictEqual(answerByPolicy(event, DEPLOYMENT));
  });

  test("with a response or a code for each event, and hardly one twice", () => {
    const answers = EVENTS.map((vector) => JSON.stringify(answerByHand(eventOf(vector), DEPLOYMENT)));
    expect(new Set(answers).size).toBe(EVENTS.length - 2);
  });
});

describe("the checks written by hand beside the library", () => {
  test("accept the measured tokens", async () => {
    const { tokens } = await tokenSet(2);
    for (const token of tokens) expect(() => assertOrdersClaims(payloadOf(token))).not.toThrow();
  });

  test.each(["company_id", "country_id", "claims_policy", "username", "iat", "scope"])(
    "refuse a token without %s",
    async (claim) => {
      const { tokens } = await tokenSet(1);
      const { [claim]: _, ...payload } = payloadOf(tokens[0]);
      expect(() => assertOrdersClaims(payload)).toThrow(TypeError);
    },
  );
});

test("the measured tokens differ, and the library accepts them", async () => {
  const { tokens, jwks } = await tokenSet(2);
  expect(new Set(tokens).size).toBe(2);
  const { iss = "" } = payloadOf(tokens[0]);
  const verifier = JwtVerifier.create({
    issuer: iss,
    audience: null,
    jwksUri: "https://example.com/jwks.json",
  });
  verifier.cacheJwks(jwks as Parameters<typeof verifier.cacheJwks>[0]);
  for (const token of tokens) expect(verifier.verifySync(token)).toMatchObject({ token_use: "access" });
});

function eventOf({ clientId, triggerSource, groups, attributes = {} }: EventVector): TriggerEvent {
  const event = JSON.parse(aliceEventText());
  event.callerContext.clientId = clientId ?? event.callerContext.clientId;
  event.triggerSource = triggerSource ?? event.triggerSource;
  if (groups !== undefined) event.request.groupConfiguration = groups && { groupsToOverride: groups };
  for (const [name, value] of Object.entries(attributes))
    event.request.userAttributes[name] = value ?? undefined;
  return event;
}

function payloadOf(token = ""): JwtPayload {
  const [, payload = ""] = token.split(".");
  return JSON.parse(Buffer.from(payload, "base64url").toString());
}
