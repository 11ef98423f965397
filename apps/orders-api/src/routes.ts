// What does each route of the API demand?
import { contract } from "@claimsmith/orders-policy/contract";
import { defineRoutes } from "@claimsmith/verifier";

/**
 * The one table of routes. `POST /graphql` lets in who may have at least one field: a field that demands a scope finds it here,
 * and `admin/*` is what the policy draws for the group that `queryWithGroup` demands.
 */
export const routes = defineRoutes(contract, {
  "GET /health": "public",
  "GET /orders": { scopes: { all: ["orders/read"] } },
  "GET /admin/orders": { scopes: { all: ["admin/*"] } },
  "POST /graphql": { scopes: { any: ["orders/read", "admin/*"] } },
});

/** The key of a row, like `GET /orders`. */
export type RouteName = keyof typeof routes;
