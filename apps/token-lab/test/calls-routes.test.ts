// Is an OpenAPI document read into rows, and are the scopes of a token held against them?
import { describe, expect, it } from "vitest";
import { demandsInWords, heldAgainst } from "../src/calls/held-scopes.ts";
import { routeRows } from "../src/calls/route-rows.ts";

const document = {
  openapi: "3.1.0",
  security: [{ accessToken: ["orders/read"] }],
  paths: {
    "/health": { get: { summary: "Is it up?", security: [] } },
    "/orders": {
      get: {
        parameters: [{ name: "limit", in: "query", schema: { default: 20 } }],
      },
      post: {
        security: [{ accessToken: ["orders/write"] }],
        requestBody: { $ref: "#/components/requestBodies/order" },
      },
    },
    "/orders/{id}": {
      parameters: [{ $ref: "#/components/parameters/id" }],
      get: { security: [{ accessToken: ["orders/read"] }, { accessToken: ["admin/*"] }] },
      delete: { parameters: [{ name: "id", in: "path", required: true, example: "own" }] },
    },
    "/graphql": {
      post: {
        requestBody: {
          content: { "application/json": { examples: { orders: { value: { query: "{ orders }" } } } } },
        },
      },
    },
  },
  components: {
    parameters: { id: { name: "id", in: "path", required: true, examples: { one: { value: "o-1" } } } },
    requestBodies: {
      order: { content: { "application/json": { schema: { examples: [{ quantity: 3 }] } } } },
    },
  },
};

const rowOf = (name: string) => routeRows(document)?.find((row) => row.name === name);

describe("the rows of an OpenAPI document", () => {
  it("are its operations, in its order", () => {
    expect(routeRows(document)?.map(({ name }) => name)).toEqual([
      "GET /health",
      "GET /orders",
      "POST /orders",
      "GET /orders/{id}",
      "DELETE /orders/{id}",
      "POST /graphql",
    ]);
  });

  it.each([
    ["GET /health", []],
    ["GET /orders", [["orders/read"]]],
    ["POST /orders", [["orders/write"]]],
    ["GET /orders/{id}", [["orders/read"], ["admin/*"]]],
  ])("say what %s demands, its own security before the document's", (name, demands) => {
    expect(rowOf(name)?.demands).toEqual(demands);
  });

  it.each([
    ["GET /orders", { name: "limit", place: "query", required: false, example: "20" }],
    ["GET /orders/{id}", { name: "id", place: "path", required: true, example: "o-1" }],
    ["DELETE /orders/{id}", { name: "id", place: "path", required: true, example: "own" }],
  ])("have the one parameter of %s with its example", (name, parameter) => {
    expect(rowOf(name)?.parameters).toEqual([parameter]);
  });

  it.each([
    ["GET /orders", undefined],
    ["POST /orders", { quantity: 3 }],
    ["POST /graphql", { query: "{ orders }" }],
  ])("have the body of %s, where it takes one", (name, body) => {
    const text = rowOf(name)?.body;
    expect(text === undefined ? undefined : JSON.parse(text)).toEqual(body);
  });

  it.each([[undefined], [null], ["openapi"], [[]], [{}], [{ paths: [] }]])("are none for %o", (other) => {
    expect(routeRows(other)).toBeUndefined();
  });

  it("survive references that lead nowhere", () => {
    const paths = {
      "/a": { get: { parameters: [{ $ref: "#/none" }], requestBody: { $ref: "#/none/here" } } },
    };
    expect(routeRows({ paths })?.[0]).toMatchObject({ name: "GET /a", parameters: [] });
  });
});

describe("scopes against demands", () => {
  it.each([
    { demands: [], scopes: [], isMet: true, missing: [] },
    { demands: [["a"]], scopes: ["a", "b"], isMet: true, missing: [] },
    { demands: [["a"]], scopes: ["b"], isMet: false, missing: ["a"] },
    { demands: [["a", "b"]], scopes: ["a"], isMet: false, missing: ["b"] },
    { demands: [["a"], ["b"]], scopes: ["b"], isMet: true, missing: [] },
    {
      demands: [
        ["a", "b", "c"],
        ["a", "d"],
      ],
      scopes: ["a"],
      isMet: false,
      missing: ["d"],
    },
    { demands: [[]], scopes: [], isMet: true, missing: [] },
    { demands: [["orders/read"]], scopes: ["orders/*"], isMet: false, missing: ["orders/read"] },
  ])("$scopes meet $demands: $isMet", ({ demands, scopes, isMet, missing }) => {
    expect(heldAgainst(demands, scopes)).toEqual({ isMet, missing });
  });

  it("are said with every alternative", () => {
    const words = demandsInWords([["a", "b"], ["c"]]);
    for (const scope of ["a", "b", "c"]) expect(words).toContain(scope);
    expect(demandsInWords([])).toBe("");
  });
});
