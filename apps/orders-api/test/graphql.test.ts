// Does POST /graphql answer as GraphQL servers do: parts beside each other, encoded bodies, limits?
import { getIntrospectionQuery } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SAMPLE_ORDERS } from "../local/sample-orders.ts";
import { type Answer, type Send, type Sent, toFunction, toServer } from "./doors.ts";
import { httpEvent } from "./events.ts";
import { type Caller, openWorld, type World } from "./world.ts";

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world.close());

const bobs = SAMPLE_ORDERS.filter(({ companyId }) => companyId === "c-1002").reverse();
const IDS = { orders: { orders: bobs.map(({ id }) => ({ id })) } };
const QUERY = "{ orders { orders { id } } }";

describe.each<readonly [string, Send]>([
  ["the plain server", toServer],
  ["the function", toFunction],
])("%s", (_, send) => {
  const posted = (query: string, who: Caller, sent: Sent = {}): Promise<Answer> =>
    send(world, "POST /graphql", who, { body: JSON.stringify({ query }), ...sent });

  it("answers what may be seen beside what is refused, with the status of the refusal", async () => {
    const { status, content, headers } = await posted("{ orders { orders { id } } queryWithGroup }", "bob");
    expect([status, content.data]).toEqual([403, { ...IDS, queryWithGroup: null }]);
    expect(content.errors).toMatchObject([
      { path: ["queryWithGroup"], extensions: { code: "INSUFFICIENT_GROUP" } },
    ]);
    expect(headers["www-authenticate"]).toContain("insufficient_scope");
  });

  it("answers a failed operation beside one that did not fail, each under its alias", async () => {
    const query = `{ a: order(id: "${bobs[0]?.id}") { id } b: order(id: "1") { id } }`;
    const { status, content } = await posted(query, "bob");
    expect([status, content.data]).toEqual([200, { a: { id: bobs[0]?.id }, b: null }]);
    expect(content.errors).toMatchObject([
      { path: ["b"], extensions: { code: "INPUT_INVALID", errors: [{ path: "id" }] } },
    ]);
  });

  it("takes null for an argument that was not given", async () => {
    const { content } = await posted("{ orders(limit: null, cursor: null) { orders { id } } }", "bob");
    expect(content).toEqual({ data: IDS });
  });

  it("answers introspection, within its limits", async () => {
    const { content } = await posted(getIntrospectionQuery(), "bob");
    expect(content.errors).toBeUndefined();
  });

  it.each([
    ["no JSON", "{"],
    ["no query", "{}"],
    ["a field that the schema does not have", JSON.stringify({ query: "{ customers }" })],
    ["nothing", ""],
    [
      "more root fields than one operation may have",
      JSON.stringify({
        query: `{ ${Array.from({ length: 21 }, (_, at) => `a${at}: queryWithGroup`).join(" ")} }`,
      }),
    ],
    [
      "more tokens than are read",
      JSON.stringify({ query: `{ orders { orders { ${"id ".repeat(1_000)} } } }` }),
    ],
  ])("answers a body with %s by an error and no data", async (_, body) => {
    const { content } = await posted("", "bob", { body });
    expect(content.errors).toHaveLength(1);
    expect(content.data ?? null).toBeNull();
  });

  it("takes as many root fields as one operation may have", async () => {
    const query = `{ ${Array.from({ length: 20 }, (_, at) => `a${at}: queryWithGroup`).join(" ")} }`;
    expect(Object.keys((await posted(query, "alice")).content.data as object)).toHaveLength(20);
  });

  it("takes JSON alone", async () => {
    const headers = { "content-type": "text/plain" };
    expect((await posted(QUERY, "bob", { headers })).status).toBe(415);
  });
});

it("is served by the function behind a named stage, with a body that API Gateway encoded", async () => {
  const body = Buffer.from(JSON.stringify({ query: QUERY })).toString("base64");
  const options = { token: world.tokens.bob, stage: "dev", body, isBase64Encoded: true };
  const { answer } = await world.functions.invoke("http", httpEvent("POST /graphql", options));
  expect(JSON.parse((answer as { readonly body: string }).body)).toEqual({ data: IDS });
});
