// What does a table of routes give: to adapters, to API Gateway, to OpenAPI?
import { expect, test } from "vitest";
import {
  ConfigurationError,
  defineRoutes,
  gatewayScopes,
  joinRequirements,
  openApiSecurity,
  type Requirement,
  routeFinder,
} from "../src/index.ts";
import { contract, type SamplePolicy } from "./sample-policy.ts";

const customers: Requirement<SamplePolicy> = { scopes: { any: ["orders/read", "orders/write"] } };
const routes = defineRoutes(contract, {
  "GET /health": "public",
  "GET /orders": customers,
  "GET /orders/{id}": { scopes: { all: ["orders/read", "openid"] } },
  "GET /orders/mine": { kind: "user" },
  "POST /orders": joinRequirements(customers, {
    scopes: { all: ["orders/write"] },
    groups: { any: ["ADMINS"] },
  }),
  "HEAD /orders": { scopes: { all: ["admin/*"] } },
  "GET /files/{path+}": { scopes: { all: ["orders/read"] }, idToken: { groups: { all: ["ADMINS"] } } },
});
const find = routeFinder(routes);

const LOOKUPS: readonly (readonly [string, string, string | undefined])[] = [
  ["GET", "/orders", "GET /orders"],
  ["GET", "/orders/7", "GET /orders/{id}"],
  ["GET", "/orders/mine", "GET /orders/mine"],
  ["GET", "/orders/", undefined],
  ["GET", "/orders/7/lines", undefined],
  ["GET", "/Orders", undefined],
  ["GET", "/orders/%6Dine", "GET /orders/{id}"],
  ["GET", "/files/a", "GET /files/{path+}"],
  ["GET", "/files/a/b", "GET /files/{path+}"],
  ["GET", "/files", undefined],
  ["HEAD", "/orders/7", "GET /orders/{id}"],
  ["HEAD", "/orders", "HEAD /orders"],
  ["DELETE", "/orders", undefined],
  ["OPTIONS", "/orders", undefined],
  ["get", "/orders", undefined],
  ["PROPFIND", "/orders", undefined],
  ["GET", "", undefined],
];

test.each(LOOKUPS)("%s %s finds %s", (method, path, key) => {
  const found = find(method, path);
  expect(found?.key).toBe(key);
  expect(found?.requirement).toBe(key && routes[key as keyof typeof routes]);
});

test("API Gateway is given scopes that every accepted token has one of", () => {
  expect(gatewayScopes(routes)).toEqual({
    "GET /health": "public",
    "GET /orders": ["orders/read", "orders/write"],
    "GET /orders/{id}": ["orders/read"],
    "GET /orders/mine": [],
    "POST /orders": ["orders/read", "orders/write"],
    "HEAD /orders": ["admin/*"],
    "GET /files/{path+}": [],
  });
});

test("OpenAPI is told every way to be let in", () => {
  const { components, paths } = openApiSecurity(routes);
  expect(components.securitySchemes).toEqual({
    accessToken: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
  });
  expect(paths["/health"]).toEqual({ get: { security: [] } });
  expect(paths["/orders/mine"]).toEqual({ get: { security: [{ accessToken: [] }] } });
  expect(paths["/orders"]).toEqual({
    get: { security: [{ accessToken: ["orders/read"] }, { accessToken: ["orders/write"] }] },
    head: { security: [{ accessToken: ["admin/*"] }] },
    post: { security: [{ accessToken: ["orders/read", "orders/write"] }, { accessToken: ["orders/write"] }] },
  });
  expect(Object.keys(paths)).toContain("/files/{path}");
  const openIdConnectUrl = "https://login.example.org/.well-known/openid-configuration";
  expect(
    openApiSecurity(routes, { schemeName: "login", openIdConnectUrl }).components.securitySchemes,
  ).toEqual({
    login: { type: "openIdConnect", openIdConnectUrl },
  });
});

const BAD: readonly (readonly [string, unknown, readonly string[]])[] = [
  ["no table", null, [""]],
  ["a path alone", { "/orders": "public" }, ["/orders"]],
  ["a method that is none", { "FETCH /orders": "public" }, ["FETCH /orders"]],
  ["a path with a slash at its end", { "GET /orders/": "public" }, ["GET /orders/"]],
  ["a path with a query", { "GET /orders?a": "public" }, ["GET /orders?a"]],
  ["the rest of a path in its middle", { "GET /{all+}/x": "public" }, ["GET /{all+}/x"]],
  ["half a parameter", { "GET /{id": "public" }, ["GET /{id"]],
  ["one path under two names", { "GET /a/{b}": "public", "GET /a/{c}": {} }, ["GET /a/{c}"]],
  ["another word than public", { "GET /a": "open" }, ["GET /a"]],
  ["nothing said", { "GET /a": undefined }, ["GET /a"]],
  ["an unknown scope", { "GET /a": { scopes: { all: ["x"] } } }, ["GET /a: scopes.all[0]"]],
];

test.each(BAD)("a table is a mistake that has %s", (_, table, paths) => {
  const define = () => defineRoutes(contract, table as typeof routes);
  expect(define).toThrow(ConfigurationError);
  try {
    define();
  } catch (error) {
    expect(error).toMatchObject({ code: "ROUTES_INVALID", category: "misconfigured" });
    expect((error as ConfigurationError).issues.map(({ path }) => path)).toEqual(paths);
  }
});

test("the root and a table are frozen", () => {
  expect(routeFinder(defineRoutes(contract, { "GET /": "public" }))("GET", "/")?.requirement).toBe("public");
  expect(Object.isFrozen((routes["GET /orders"] as typeof customers).scopes?.any)).toBe(true);
});
