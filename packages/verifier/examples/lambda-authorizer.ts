// Authorizers: of a REST API whose answers are cached by token, and of an HTTP API whose answers are not.
import { defineRoutes, type Verifier } from "@claimsmith/verifier";
import { httpApiAuthorizer, restApiAuthorizer } from "@claimsmith/verifier/lambda";
import { contract, type OrdersPolicy } from "./contract.ts";

const routes = defineRoutes(contract, {
  "GET /orders": { scopes: { all: ["orders/read"] } },
  "POST /orders": { scopes: { all: ["orders/write"] } },
});

export const authorizers = (verifier: Verifier<OrdersPolicy>) => ({
  rest: restApiAuthorizer({ verifier, routes, cache: "token" }),
  http: httpApiAuthorizer({ verifier, routes, cache: "off" }),
});
