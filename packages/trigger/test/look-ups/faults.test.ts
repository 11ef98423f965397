// Whatever the tables do: is there an answer before the deadline, without a wrong claim, and without a value in the log?
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  answer,
  type Fault,
  type FaultyProxy,
  flood,
  openProxy,
  pass,
  refusal,
  reset,
  resetInBody,
  silence,
  silenceInBody,
} from "./faulty-proxy.ts";
import { openTables, type Tables } from "./tables.ts";
import { type LookupWorld, openWorld, outcomeOf, signIn, TABLES } from "./world.ts";

const SUB = "canary-sub-1";
/** The deadline of tests that reach it, in milliseconds. */
const SHORT_MS = 150;

let tables: Tables;
let proxy: FaultyProxy;

beforeAll(async () => {
  tables = await openTables();
  proxy = await openProxy(tables.endpoint);
  for (const table of Object.values(TABLES)) await tables.create(table);
  await tables.put(TABLES.membership, SUB, { plan: { S: "canary-gold" }, seats: { N: "5" } });
  await tables.put(TABLES.contract, "7", { tier: { S: "canary-tier" }, closed: { BOOL: false } });
});

afterAll(async () => {
  await proxy.close();
  await tables.close();
});

beforeEach(() => {
  proxy.faults.length = 0;
  proxy.requests.length = 0;
});

/** The claims of the client `web` where everything is found, and where nothing is. */
const FOUND = { plan: "canary-gold", seats: 5, standing: "canary-gold" };
const UNKNOWN = { standing: "unknown" };

const item = (members: object) => answer(200, { Item: { lookupKey: { S: SUB }, ...members } });
const long = "canary".repeat(100_000);

interface FaultVector {
  readonly description: string;
  /** One for each try. */
  readonly faults: readonly Fault[];
  /** What the log says of the look-up; absent where it is answered. */
  readonly code?: string;
  /** Default: as nothing, or all, is found. */
  readonly claims?: object;
}

const late: Fault = (_, forward) => void setTimeout(forward, 2 * SHORT_MS);
const ANSWERED: readonly FaultVector[] = [
  { description: "works", faults: [] },
  {
    description: "is throttled once",
    faults: [refusal(400, "ProvisionedThroughputExceededException")],
  },
  { description: "is throttled once, by another name", faults: [refusal(400, "ThrottlingException")] },
  { description: "is throttled once, by a third name", faults: [refusal(400, "RequestLimitExceeded")] },
  { description: "has too many requests once", faults: [answer(429, "")] },
  { description: "has a server error once", faults: [refusal(500, "InternalServerError")] },
  { description: "is unavailable once", faults: [answer(503, "<html>canary</html>")] },
  { description: "resets the connection once", faults: [reset] },
  { description: "resets the connection once, inside an answer", faults: [resetInBody] },
];
const FAILED: readonly FaultVector[] = [
  {
    description: "is throttled always",
    faults: Array(2).fill(refusal(400, "ProvisionedThroughputExceededException")),
    code: "THROTTLED",
  },
  { description: "has server errors always", faults: Array(2).fill(answer(500, "")), code: "SERVER_ERROR" },
  { description: "resets the connection always", faults: [reset, resetInBody], code: "UNREACHABLE" },
  {
    description: "is throttled, then refuses",
    faults: [answer(429, ""), refusal(400, "AccessDeniedException")],
    code: "ACCESS_DENIED",
  },
  {
    description: "has no such table",
    faults: [refusal(400, "ResourceNotFoundException")],
    code: "TABLE_MISSING",
  },
  {
    description: "has expired credentials",
    faults: [refusal(400, "ExpiredTokenException")],
    code: "ACCESS_DENIED",
  },
  {
    description: "refuses the request",
    faults: [refusal(400, "ValidationException")],
    code: "REQUEST_REFUSED",
  },
  { description: "refuses without saying why", faults: [answer(403, "canary")], code: "REQUEST_REFUSED" },
  {
    description: "redirects the signed request",
    faults: [
      (response) => response.writeHead(307, { location: tables.endpoint }).end(),
      (response) => response.writeHead(307, { location: tables.endpoint }).end(),
    ],
    code: "UNREACHABLE",
  },
  {
    description: "answers half a JSON",
    faults: [answer(200, '{"Item":{"plan":{"S":"canary')],
    code: "ANSWER_INVALID",
  },
  { description: "answers no JSON", faults: [answer(200, "<html>canary</html>")], code: "ANSWER_INVALID" },
  { description: "answers nothing", faults: [answer(200, "")], code: "ANSWER_INVALID" },
  { description: "answers a list", faults: [answer(200, "[]")], code: "ANSWER_INVALID" },
  { description: "answers null", faults: [answer(200, "null")], code: "ANSWER_INVALID" },
  {
    description: "answers bytes that are no text",
    faults: [
      answer(
        200,
        Buffer.from(JSON.stringify({ Item: { lookupKey: { S: SUB }, plan: { S: "\u00e9" } } }), "latin1"),
      ),
    ],
    code: "ANSWER_INVALID",
  },
  {
    description: "answers an item that is a text",
    faults: [answer(200, { Item: "canary" })],
    code: "ANSWER_INVALID",
  },
  {
    description: "answers an item without its key",
    faults: [answer(200, { Item: { plan: { S: "canary-gold" } } })],
    code: "ANSWER_INVALID",
  },
  {
    description: "answers the item of somebody else",
    faults: [answer(200, { Item: { lookupKey: { S: "canary-sub-2" }, plan: { S: "canary-gold" } } })],
    code: "ANSWER_INVALID",
  },
  {
    description: "answers more than an item can have",
    faults: [item({ plan: { S: long } })],
    code: "ANSWER_TOO_LARGE",
  },
  { description: "does not stop to answer", faults: [flood], code: "ANSWER_TOO_LARGE" },
];
const TIMED_OUT: readonly FaultVector[] = [
  { description: "never answers", faults: [silence] },
  { description: "answers late", faults: [late] },
  { description: "hangs after the headers", faults: [silenceInBody] },
  { description: "resets, then never answers", faults: [reset, silence] },
];

async function expectOutcome(world: LookupWorld, { faults, code, claims }: FaultVector): Promise<void> {
  proxy.faults.push(...faults);
  const outcome = await outcomeOf(world, signIn(SUB));
  expect(outcome.claims).toEqual(claims ?? (code === undefined ? FOUND : UNKNOWN));
  expect(outcome.scopes).toEqual(code === undefined ? ["notes/read"] : []);
  expect(outcome.line.outcome).toBe("issued");
  expect(outcome.line.level).toBe(code === undefined ? "info" : "warn");
  expect(outcome.line.lookups).toEqual(code && { membership: code });
  expect(outcome.line.lookupMs).toBeGreaterThanOrEqual(0);
  expect(proxy.faults).toEqual([]);
  expect(world.lines.join()).not.toMatch(/\n|canary|127\.0\.0\.1/i);
}

describe("a table that", () => {
  it.each(ANSWERED)("$description is answered", async (vector) => {
    await expectOutcome(await openWorld({ endpoint: proxy.endpoint }), vector);
    expect(proxy.requests).toHaveLength(vector.faults.length + 1);
  });

  it.each(FAILED)("$description fails as $code", async (vector) => {
    await expectOutcome(await openWorld({ endpoint: proxy.endpoint }), vector);
    expect(proxy.requests).toHaveLength(vector.faults.length);
    await proxy.idle();
  });

  it.each(TIMED_OUT)("$description is not waited for, and its connection is closed", async (vector) => {
    const options = { lookupTimeoutMs: SHORT_MS };
    const world = await openWorld({ endpoint: proxy.endpoint, options });
    proxy.faults.push(...vector.faults);
    const { claims, scopes, line } = await outcomeOf(world, signIn(SUB));
    expect({ claims, scopes }).toEqual({ claims: UNKNOWN, scopes: [] });
    // A reset may be answered so late that no time is left for the second try.
    expect(["TIMED_OUT", "UNREACHABLE"]).toContain((line.lookups as { membership: string }).membership);
    expect(world.lines.join()).not.toMatch(/\n|canary/i);
    await proxy.idle();
  });

  it("does not exist fails as TABLE_MISSING, by DynamoDB's own answer", async () => {
    const other = { ...TABLES, membership: "canary-absent" };
    const world = await openWorld({ endpoint: proxy.endpoint, tables: other });
    await expectOutcome(world, { description: "", faults: [pass], code: "TABLE_MISSING" });
  });

  it("does not listen fails as UNREACHABLE", async () => {
    const gone = await openProxy(tables.endpoint);
    await gone.close();
    const world = await openWorld({ endpoint: gone.endpoint });
    await expectOutcome(world, { description: "", faults: [], code: "UNREACHABLE" });
  });

  it("fails refuses the token of a client that must have the claim", async () => {
    proxy.faults.push(answer(400, ""));
    const world = await openWorld({ endpoint: proxy.endpoint });
    const { claims, line } = await outcomeOf(world, signIn(SUB, "kiosk"));
    expect(claims).toBeUndefined();
    expect(line).toMatchObject({ outcome: "refused", code: "LOOKUP_FAILED" });
    expect(line).toMatchObject({
      rule: "accessToken.claims.needed",
      lookups: { membership: "REQUEST_REFUSED" },
    });
  });

  it("fails refuses the token where a denial rests on it", async () => {
    const world = await openWorld({
      endpoint: proxy.endpoint,
      tables: { ...TABLES, contract: "canary-absent" },
    });
    proxy.faults.push(pass);
    const { claims, line } = await outcomeOf(world, signIn(SUB, "desk"));
    expect(claims).toBeUndefined();
    expect(line).toMatchObject({
      code: "LOOKUP_FAILED",
      rule: "deny[0]",
      lookups: { contract: "TABLE_MISSING" },
    });
  });
});

describe("the time that Lambda has left", () => {
  it("decides where it is shorter: with nothing left beside the margin, nothing is asked", async () => {
    const world = await openWorld({ endpoint: proxy.endpoint });
    const outcome = await outcomeOf(world, signIn(SUB), { getRemainingTimeInMillis: () => 500 });
    expect(outcome).toMatchObject({ claims: UNKNOWN, line: { lookups: { membership: "TIMED_OUT" } } });
    expect(proxy.requests).toEqual([]);
  });

  it("ends a look-up that is under way", async () => {
    proxy.faults.push(silence);
    const world = await openWorld({ endpoint: proxy.endpoint });
    const outcome = await outcomeOf(world, signIn(SUB), { getRemainingTimeInMillis: () => 500 + SHORT_MS });
    expect(outcome).toMatchObject({ claims: UNKNOWN, line: { lookups: { membership: "TIMED_OUT" } } });
    expect(outcome.line.lookupMs).toBeLessThan(4_500);
  });

  it("is enough on an idle function", async () => {
    const world = await openWorld({ endpoint: proxy.endpoint });
    const outcome = await outcomeOf(world, signIn(SUB), { getRemainingTimeInMillis: () => 5_000 });
    expect(outcome.claims).toEqual(FOUND);
  });
});
