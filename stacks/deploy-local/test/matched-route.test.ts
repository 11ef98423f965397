// Does a request get the route that API Gateway would choose?
import { expect, it } from "vitest";
import { matchedRoute } from "../src/http-api/matched-route.ts";

const routes = [
  "GET /orders/{id}",
  "GET /orders",
  "GET /orders/latest",
  "POST /orders/{id}/cancel",
  "GET /openapi.json",
].map((routeKey) => ({ routeKey, authorizer: undefined, scopes: [], functionArn: "" }));

it.each([
  ["GET", "/orders", "GET /orders", {}],
  ["GET", "/orders/o-1", "GET /orders/{id}", { id: "o-1" }],
  ["GET", "/orders/latest", "GET /orders/latest", {}],
  ["POST", "/orders/o-1/cancel", "POST /orders/{id}/cancel", { id: "o-1" }],
])("%s %s is for %s", (method, path, routeKey, pathParameters) => {
  expect(matchedRoute(routes, { method, path })).toMatchObject({ route: { routeKey }, pathParameters });
});

it.each([
  ["POST", "/orders/o-1"],
  ["GET", "/orders/o-1/cancel"],
  ["GET", "/orders/"],
  ["GET", "/openapi-json"],
])("%s %s is for none", (method, path) => {
  expect(matchedRoute(routes, { method, path })).toBeUndefined();
});
