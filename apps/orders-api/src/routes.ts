// What does each route of the API demand?
import { contract } from "@claimsmith/orders-policy/contract";
import { defineRoutes } from "@claimsmith/verifier";

/**
 * The one table of routes. What writes for a company, or reads of a person, is for people: machines belong to no company.
 * `POST /graphql` lets in who may have at least one field: a field that demands a scope finds it here, and `admin/*` is what the
 * policy draws for the group that `queryWithGroup` demands.
 */
export const routes = defineRoutes(contract, {
  "GET /health": "public",
  "GET /openapi.json": "public",
  "GET /orders": { scopes: { all: ["orders/read"] } },
  "POST /orders": { kind: "user", scopes: { all: ["orders/write"] } },
  "GET /orders/{id}": { scopes: { all: ["orders/read"] } },
  "POST /orders/{id}/cancel": { kind: "user", scopes: { all: ["orders/write"] } },
  "GET /orders/{id}/receipt": { kind: "user", scopes: { all: ["orders/read"] } },
  "GET /admin/orders": { scopes: { all: ["admin/*"] } },
  "POST /graphql": { scopes: { any: ["orders/read", "orders/write", "admin/*"] } },
});

/** The key of a row, like `GET /orders`. */
export type RouteName = keyof typeof routes;
