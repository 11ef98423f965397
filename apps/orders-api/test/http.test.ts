// Does the built zip answer each route to who may call it, and to nobody else?
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SAMPLE_ORDERS } from "../src/sample-orders.ts";
import { httpEvent, type RequestLine, type RequestOptions } from "./events.ts";
import { type Caller, openWorld, type World } from "./world.ts";

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world.close());

interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

async function asked(request: RequestLine, who: Caller, options: RequestOptions = {}) {
  const event = httpEvent(request, { token: world.tokens[who], ...options });
  const { answer, failed } = await world.functions.invoke("http", event);
  expect(failed).toBe(false);
  const { statusCode, headers, body } = answer as Answer;
  return { status: statusCode, headers, content: JSON.parse(body) };
}

const ordersOf = (company: string) => ({
  orders: SAMPLE_ORDERS.filter(({ companyId }) => companyId === company),
});

/** The whole content of what is given, the code of what is refused. */
const CASES: readonly (readonly [RequestLine, Caller, status: number, content: object])[] = [
  ["GET /health", "nobody", 200, { status: "ok" }],
  ["GET /health", "alice, with her ID token", 200, { status: "ok" }],
  ["GET /orders", "alice", 200, ordersOf("c-1001")],
  ["GET /orders", "bob", 200, ordersOf("c-1002")],
  ["GET /orders", "the partner's machine", 200, { orders: [] }],
  ["GET /orders", "nobody", 401, { code: "TOKEN_MISSING" }],
  ["GET /orders", "alice, with her ID token", 401, { code: "ID_TOKEN" }],
  ["GET /orders", "alice, with a token of two hours ago", 401, { code: "TOKEN_EXPIRED" }],
  ["GET /orders", "alice, with bob's signature", 401, { code: "SIGNATURE_INVALID" }],
  ["GET /admin/orders", "alice", 200, { orders: SAMPLE_ORDERS }],
  ["GET /admin/orders", "bob", 403, { code: "INSUFFICIENT_SCOPE" }],
  ["GET /admin/orders", "the partner's machine", 403, { code: "INSUFFICIENT_SCOPE" }],
  ["GET /admin/orders", "nobody", 401, { code: "TOKEN_MISSING" }],
  ["GET /admin/orders", "alice, with her ID token", 401, { code: "ID_TOKEN" }],
  ["GET /nowhere", "alice", 404, {}],
  ["GET /graphql", "alice", 404, {}],
  ["POST /orders", "alice", 404, {}],
];

describe("the function behind API Gateway", () => {
  it.each(CASES)("%s by %s is answered with %i", async (request, who, status, content) => {
    const answer = await asked(request, who);
    expect(answer.status).toBe(status);
    if (status === 200) expect(answer.content).toEqual(content);
    else expect(answer.content).toMatchObject({ status, ...content });
  });

  it.each<Caller>(["alice", "nobody"])("lets no answer be stored: %s", async (who) => {
    expect((await asked("GET /orders", who)).headers["cache-control"]).toBe("no-store");
  });

  it("says in the challenge which scope is missing", async () => {
    const { headers } = await asked("GET /admin/orders", "bob");
    expect(headers["www-authenticate"]).toContain('error="insufficient_scope", scope="admin/*"');
  });

  it.each<RequestOptions>([
    { stage: "dev" },
    { routeKey: "$default" },
    { stage: "dev", routeKey: "$default" },
  ])("guards the same routes behind another stage or route of the gateway: %o", async (options) => {
    expect((await asked("GET /orders", "bob", options)).content).toEqual(ordersOf("c-1002"));
    expect((await asked("GET /admin/orders", "bob", options)).status).toBe(403);
  });

  it("takes no token from the query", async () => {
    const query = `access_token=${world.tokens.alice}`;
    expect((await asked("GET /orders", "nobody", { query })).status).toBe(400);
  });
});
