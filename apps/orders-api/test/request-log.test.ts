// What does the log say of a request? One line, from which nobody learns who called or what for.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SAMPLE_ORDERS } from "../local/sample-orders.ts";
import { DOCUMENTS, DOORS, type Operation, toFunction, toServer } from "./doors.ts";
import { httpEvent, type RequestLine } from "./events.ts";
import { type Caller, openWorld, type World } from "./world.ts";

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world.close());

const [ofAlice, ofBob] = SAMPLE_ORDERS;
if (ofAlice === undefined || ofBob === undefined) throw new TypeError("expected two sample orders");

type Line = Readonly<Record<string, unknown>>;

/** Every line of the API's own, of the plain server and of the functions. */
function linesOf(): readonly Line[] {
  const printed = [...world.server.lines, ...world.invocations.flatMap(({ lines }) => lines)];
  return printed.filter((line) => line.includes('"orders api"')).map((line) => JSON.parse(line));
}

const PERSON = { kind: "user", client: "web" };

const CASES: readonly (readonly [RequestLine, Caller, object, string?])[] = [
  ["GET /health", "nobody", { route: "GET /health", status: 200 }],
  ["GET /orders", "bob", { route: "GET /orders", status: 200, ...PERSON }, "limit=1"],
  [`GET /orders/${ofBob.id}`, "bob", { route: "GET /orders/{id}", status: 200, ...PERSON }],
  [
    `GET /orders/${ofAlice.id}`,
    "bob",
    { route: "GET /orders/{id}", status: 404, code: "ORDER_UNKNOWN", ...PERSON },
  ],
  ["GET /orders", "the partner's machine", { status: 200, kind: "machine", client: "partner" }],
  ["GET /orders", "alice, with her ID token", { route: "GET /orders", status: 401, code: "ID_TOKEN" }],
  ["GET /somewhere/else", "bob", { status: 404, code: "ROUTE_UNKNOWN" }],
];

const NAMED_CASES = CASES.map(([request, who, said, query = ""]) => ({ request, who, said, query }));

describe.each([
  ["the plain server", toServer],
  ["the function", toFunction],
] as const)("%s", (_, send) => {
  it.each(NAMED_CASES)(
    "writes one line of $request by $who: $said",
    async ({ request, who, said, query }) => {
      const before = linesOf().length;
      const { headers } = await send(world, request, who, { query });
      await expect.poll(() => linesOf().length).toBe(before + 1);
      expect(linesOf()[before]).toEqual({
        level: "info",
        message: "orders api",
        requestId: headers["x-request-id"],
        durationMs: expect.any(Number),
        ...said,
        ...(request === "GET /orders" && { route: request }),
      });
    },
  );

  it("names the code of the first field that is refused", async () => {
    const before = linesOf().length;
    await send(world, "POST /graphql", "bob", { body: JSON.stringify({ query: DOCUMENTS.queryWithGroup }) });
    await expect.poll(() => linesOf().length).toBe(before + 1);
    expect(linesOf()[before]).toMatchObject({
      route: "POST /graphql",
      status: 403,
      code: "INSUFFICIENT_GROUP",
    });
  });
});

describe("the plain server", () => {
  it("takes the request's own id where it is well formed", async () => {
    const idOf = async (id: string) =>
      (await toServer(world, "GET /health", "nobody", { headers: { "x-request-id": id } })).headers[
        "x-request-id"
      ];
    expect(await idOf("mine-12345")).toBe("mine-12345");
    expect(await idOf("a b c d e f g")).toMatch(/^[0-9a-f-]{36}$/);
    expect(await idOf("short")).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("no line of anything", () => {
  const operations: readonly [Operation, object][] = [
    ["orders", {}],
    ["order", { id: ofAlice.id }],
    ["receipt", { id: ofAlice.id }],
    ["createOrder", { input: { item: "canary-item", quantity: 3 } }],
  ];

  it("has a token, a claim of a person, an address, an id of an order or what was ordered", async () => {
    const callers: readonly Caller[] = ["alice", "bob", "alice, with her ID token"];
    for (const [, door] of DOORS)
      for (const who of callers)
        for (const [operation, given] of operations)
          await door(world, { operation, who, given: { ...given } });
    const { answer } = await world.functions.invoke("http", httpEvent("GET /orders", { token: "a.b.c" }));
    expect(answer).toMatchObject({ statusCode: 401 });
    const printed = [...world.server.lines, ...world.invocations.flatMap(({ lines }) => lines)].join("\n");
    expect(printed).toContain("orders api");
    const claims = callers.map((who) => claimsOf(world.tokens[who] ?? ""));
    const personal = [
      ...callers.map((who) => world.tokens[who] ?? ""),
      ...claims.flatMap(({ sub, username, jti, company_id }) => [sub, username, jti, company_id]),
      "alice@example.com",
      "bob@example.com",
      "canary-item",
      ofAlice.id,
      ofBob.id,
    ];
    for (const text of personal.filter((each) => typeof each === "string"))
      expect(printed).not.toContain(text);
  });
});

function claimsOf(token: string): Readonly<Record<string, string | undefined>> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}
