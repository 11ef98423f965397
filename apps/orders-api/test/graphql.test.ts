// Does each field go to who may have it, by POST /graphql and by AppSync alike? One table of cases for both.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SAMPLE_ORDERS } from "../src/sample-orders.ts";
import { appSyncEvent, httpEvent, type RequestOptions } from "./events.ts";
import { type Caller, openWorld, type World } from "./world.ts";

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world.close());

/** What a field gave, or the code of its refusal. */
type Outcome = { readonly value: unknown } | { readonly code: unknown };

interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

async function posted(query: string, who: Caller, options: RequestOptions = {}) {
  const body = JSON.stringify({ query });
  const event = httpEvent("POST /graphql", { token: world.tokens[who], body, ...options });
  const { answer, failed } = await world.functions.invoke("http", event);
  expect(failed).toBe(false);
  const { statusCode, headers, body: text } = answer as HttpAnswer;
  return { status: statusCode, headers, content: JSON.parse(text) };
}

const SELECTIONS: Readonly<Record<string, string>> = { orders: "{ id companyId item quantity }" };

/** Either the row of the table refuses, or the field does. */
async function byHttp(field: string, who: Caller): Promise<Outcome> {
  const { content } = await posted(`{ ${field} ${SELECTIONS[field] ?? ""} }`, who);
  const code = content.code ?? content.errors?.[0].extensions.code;
  return code === undefined ? { value: content.data[field] } : { code };
}

async function byAppSync(field: string, who: Caller): Promise<Outcome> {
  const event = appSyncEvent(field, world.tokens[who]);
  const { answer, failed } = await world.functions.invoke("appSync", event);
  return failed ? { code: (answer as { readonly errorType: string }).errorType } : { value: answer };
}

const ordersOf = (company: string) => SAMPLE_ORDERS.filter(({ companyId }) => companyId === company);

const CASES: readonly (readonly [field: string, who: Caller, outcome: Outcome])[] = [
  ["orders", "alice", { value: ordersOf("c-1001") }],
  ["orders", "bob", { value: ordersOf("c-1002") }],
  ["orders", "the partner's machine", { value: [] }],
  ["orders", "nobody", { code: "TOKEN_MISSING" }],
  ["orders", "alice, with her ID token", { code: "ID_TOKEN" }],
  ["orders", "alice, with a token of two hours ago", { code: "TOKEN_EXPIRED" }],
  ["queryWithGroup", "alice", { value: expect.stringContaining("ADMINS") }],
  ["queryWithGroup", "bob", { code: "INSUFFICIENT_GROUP" }],
  ["queryWithGroup", "the partner's machine", { code: "INSUFFICIENT_GROUP" }],
  ["queryWithGroup", "nobody", { code: "TOKEN_MISSING" }],
  ["queryWithGroup", "alice, with her ID token", { code: "ID_TOKEN" }],
];

describe.each([
  ["POST /graphql", byHttp],
  ["AppSync", byAppSync],
] as const)("by %s", (_, ask) => {
  it.each(CASES)("%s, asked for by %s, gives %o", async (field, who, outcome) => {
    expect(await ask(field, who)).toEqual(outcome);
  });
});

describe("POST /graphql", () => {
  it("answers with the status of what it refuses, and 200 otherwise", async () => {
    const { status, content } = await posted("{ orders { id } }", "bob");
    expect([status, content]).toEqual([200, { data: { orders: [{ id: "o-2" }] } }]);
    const refused = await posted("{ queryWithGroup }", "bob");
    expect(refused.status).toBe(403);
    expect(refused.headers).toMatchObject({
      "cache-control": "no-store",
      "content-type": expect.stringContaining("json"),
      "www-authenticate": expect.stringContaining("insufficient_scope"),
    });
  });

  it("reads a body that API Gateway encoded", async () => {
    const body = Buffer.from(JSON.stringify({ query: "{ orders { id } }" })).toString("base64");
    expect((await posted("", "bob", { body, isBase64Encoded: true })).content).toEqual({
      data: { orders: [{ id: "o-2" }] },
    });
  });

  it.each([
    ["no JSON", "{"],
    ["no query", "{}"],
    ["a field that the schema does not have", JSON.stringify({ query: "{ customers }" })],
    ["nothing", ""],
  ])("answers a body with %s by an error and no data", async (_, body) => {
    const { content } = await posted("", "bob", { body });
    expect(content.errors).toHaveLength(1);
    expect(content.data ?? null).toBeNull();
  });

  it("is served behind a named stage as well", async () => {
    expect((await posted("{ orders { id } }", "bob", { stage: "dev" })).status).toBe(200);
  });
});
