// Is each route answered alike by the plain server and by the built zip: status, headers, problem documents?
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Send, type Sent, toFunction, toServer } from "./doors.ts";
import { httpEvent, type RequestLine, type RequestOptions } from "./events.ts";
import { type Caller, openWorld, type World } from "./world.ts";

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world.close());

const UNKNOWN = "019c7d4e-8a00-7000-8000-0000000000ff";

/** The code of what is refused; of what is given a part. Operations have a table of their own. */
const CASES: readonly (readonly [RequestLine, Caller, status: number, content: object, Sent?])[] = [
  ["GET /health", "nobody", 200, { status: "ok" }],
  ["GET /health", "alice, with her ID token", 200, { status: "ok" }],
  ["GET /openapi.json", "nobody", 200, { openapi: "3.1.0" }],
  ["GET /orders", "nobody", 401, { code: "TOKEN_MISSING" }],
  ["GET /orders", "alice, with her ID token", 401, { code: "ID_TOKEN" }],
  ["GET /orders", "alice, with a token of two hours ago", 401, { code: "TOKEN_EXPIRED" }],
  ["GET /orders", "alice, with bob's signature", 401, { code: "SIGNATURE_INVALID" }],
  ["GET /admin/orders", "bob", 403, { code: "INSUFFICIENT_SCOPE" }],
  ["GET /admin/orders", "the partner's machine", 403, { code: "INSUFFICIENT_SCOPE" }],
  [`GET /orders/${UNKNOWN}`, "bob", 404, { code: "ORDER_UNKNOWN" }],
  ["GET /orders/1", "bob", 400, { errors: [{ path: "id", expected: expect.stringContaining("UUID") }] }],
  ["GET /nowhere", "alice", 404, { code: "ROUTE_UNKNOWN" }],
  ["GET /graphql", "alice", 404, { code: "ROUTE_UNKNOWN" }],
  ["DELETE /orders", "alice", 404, { code: "ROUTE_UNKNOWN" }],
  ["POST /admin/orders", "alice", 404, { code: "ROUTE_UNKNOWN" }],
  ["POST /orders", "bob", 400, { errors: [{ path: "", expected: "JSON" }] }, { body: "{" }],
  [
    "POST /orders",
    "bob",
    400,
    {
      errors: [
        { path: "item", expected: "a text" },
        { path: "quantity", expected: "a whole number" },
        { path: "", expected: expect.stringContaining("no other members") },
      ],
    },
    { body: '{"quantity":"1","price":0}' },
  ],
  [
    "POST /orders",
    "bob",
    415,
    { code: "MEDIA_TYPE_UNSUPPORTED" },
    { body: "item=anvil", headers: { "content-type": "application/x-www-form-urlencoded" } },
  ],
  ["POST /orders", "bob", 413, { code: "BODY_TOO_LARGE" }, { body: `"${"a".repeat(65_536)}"` }],
  [
    "GET /orders",
    "bob",
    400,
    { errors: [{ path: "limit", expected: "a whole number" }] },
    { query: "limit=x" },
  ],
  ["GET /orders", "bob", 400, { errors: [{ path: "limit", expected: "1 or more" }] }, { query: "limit=0" }],
  [
    "GET /orders",
    "bob",
    400,
    { errors: [{ path: "", expected: expect.stringContaining("no other members") }] },
    { query: "page=2" },
  ],
];

const NAMED_CASES = CASES.map(([request, who, status, content, sent = {}]) => ({
  request,
  who,
  status,
  content,
  sent,
}));

const SENDS: readonly (readonly [string, Send])[] = [
  ["the plain server", toServer],
  ["the function", toFunction],
];

describe.each(SENDS)("%s", (_, send) => {
  it.each(NAMED_CASES)("answers $request by $who with $status $content", async (named) => {
    const { request, who, status, content, sent } = named;
    const answer = await send(world, request, who, sent);
    expect([answer.status, answer.content]).toEqual([status, expect.objectContaining(content)]);
    expect(answer.headers["x-request-id"]).toMatch(/^[\w.:=+/-]{8,128}$/);
    expect(answer.headers["cache-control"]).toBe("no-store");
    if (status < 400) return;
    expect(answer.headers["content-type"]).toBe("application/problem+json");
    expect(answer.content).toMatchObject({
      type: "about:blank",
      title: expect.any(String),
      status,
      requestId: answer.headers["x-request-id"],
    });
  });

  it("says in the challenge which scope is missing", async () => {
    const { headers } = await send(world, "GET /admin/orders", "bob");
    expect(headers["www-authenticate"]).toContain('error="insufficient_scope", scope="admin/*"');
  });

  it("says where a new order is", async () => {
    const body = JSON.stringify({ item: "anvil", quantity: 1 });
    const { status, headers, content } = await send(world, "POST /orders", "bob", { body });
    expect([status, headers.location]).toEqual([201, `/orders/${content.id}`]);
    expect((await send(world, headers.location?.replace(/^/, "GET ") as RequestLine, "bob")).status).toBe(
      200,
    );
  });

  it("takes one authorization header alone", async () => {
    const { alice, bob } = world.tokens;
    const twice = await send(world, "GET /orders", "nobody", {
      authorization: `Bearer ${alice}, Bearer ${bob}`,
    });
    expect([twice.status, twice.content.code]).toEqual([400, "AUTHORIZATION_MALFORMED"]);
  });

  it("takes no token from the query", async () => {
    const query = `access_token=${world.tokens.alice}`;
    expect((await send(world, "GET /orders", "nobody", { query })).status).toBe(400);
  });

  it("takes a token without its scheme at POST /graphql alone, as Amplify's API client sends it", async () => {
    const body = JSON.stringify({ query: "{ orders { orders { id } } }" });
    const ask = (request: RequestLine, who: Caller, more: Sent = {}) =>
      send(world, request, "nobody", { authorization: world.tokens[who] ?? "", ...more });
    const taken = await ask("POST /graphql", "bob", { body });
    expect(taken.status).toBe(200);
    expect(taken.content).toMatchObject({ data: { orders: { orders: expect.any(Array) } } });
    const idToken = await ask("POST /graphql", "alice, with her ID token", { body });
    expect([idToken.status, idToken.content.code]).toEqual([401, "ID_TOKEN"]);
    const elsewhere = await ask("GET /orders", "bob");
    expect([elsewhere.status, elsewhere.content.code]).toEqual([401, "TOKEN_MISSING"]);
    const twice = `${world.tokens.bob}, Bearer ${world.tokens.alice}`;
    const both = await send(world, "POST /graphql", "nobody", { authorization: twice, body });
    expect([both.status, both.content.code]).toEqual([400, "AUTHORIZATION_MALFORMED"]);
  });
});

describe("the function", () => {
  it("answers with the gateway's own request id, whatever the caller sends", async () => {
    const { headers } = await toFunction(world, "GET /health", "nobody", {
      headers: { "x-request-id": "mine-12345" },
    });
    expect(headers["x-request-id"]).toBe("JKJaXmPLvHcESHA=");
  });

  it.each<RequestOptions>([
    { stage: "dev" },
    { routeKey: "$default" },
    { stage: "dev", routeKey: "$default" },
  ])("guards the same routes behind another stage or route of the gateway: %o", async (options) => {
    const invoke = async (request: RequestLine, more: RequestOptions = {}) => {
      const event = httpEvent(request, { token: world.tokens.bob, ...options, ...more });
      return (await world.functions.invoke("http", event)).answer as {
        readonly statusCode: number;
        readonly headers: Readonly<Record<string, string>>;
      };
    };
    expect((await invoke("GET /orders")).statusCode).toBe(200);
    expect((await invoke("GET /admin/orders")).statusCode).toBe(403);
    const { statusCode, headers } = await invoke("POST /orders", { body: '{"item":"anvil","quantity":1}' });
    expect(statusCode).toBe(201);
    expect(headers.location).toMatch(options.stage === undefined ? /^\/orders\// : /^\/dev\/orders\//);
  });
});
