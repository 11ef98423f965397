// Do the examples for GraphQL run, and is the README true to them?
import { buildSchema } from "graphql";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api } from "../../examples/graphql.ts";
import yogaText from "../../examples/graphql.ts?raw";
import { handler, resolvers } from "../../examples/graphql-appsync.ts";
import appSyncText from "../../examples/graphql-appsync.ts?raw";
import readme from "../../README.md?raw";
import { unguardedFields } from "../../src/adapters/graphql.ts";
import { createVerifier } from "../../src/index.ts";
import { NOW_MS, OPTIONS, PAYLOADS, tokenWith } from "../issuer.ts";
import { contract } from "../sample-policy.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW_MS });
});
afterEach(() => {
  vi.useRealTimers();
});

test("the example for graphql-yoga resolves who may, and refuses who may not", async () => {
  const yoga = api(createVerifier(contract, OPTIONS));
  const ask = async (query: string, headers: Readonly<Record<string, string>> = {}) => {
    const response = await yoga.fetch(`http://api.example.org/graphql?query=${query}`, { headers });
    return [response.status, await response.json()];
  };
  const authorization = `Bearer ${tokenWith()}`;
  expect(await ask("{health}")).toEqual([200, { data: { health: "well" } }]);
  expect(await ask("{orders}")).toMatchObject([401, { data: { orders: null } }]);
  expect(await ask("{orders}", { authorization })).toEqual([200, { data: { orders: PAYLOADS.user.sub } }]);
});

test("the example for AppSync resolves who may, and refuses who may not", async () => {
  const ask = (fieldName: string, identity: { readonly claims: object } | null) =>
    handler({ arguments: {}, identity: identity as never, info: { parentTypeName: "Query", fieldName } });
  expect(await ask("health", null)).toBe("well");
  expect(await ask("orders", { claims: PAYLOADS.user })).toBe(PAYLOADS.user.sub);
  await expect(ask("orders", null)).rejects.toMatchObject({ name: "TOKEN_MISSING" });
  const schema = buildSchema("type Query { health: String orders: String }");
  expect(unguardedFields(schema, resolvers)).toEqual([]);
});

test.each([
  ["graphql-yoga", yogaText],
  ["AppSync", appSyncText],
])("the README has the example for %s, word for word", (_, text) => {
  expect(readme).toContain(text.slice(text.indexOf("\n") + 1));
});
