// AWS Lambda behind API Gateway: a table of routes, whatever the gateway's own authorizer has checked already.
import type { Verifier } from "@claimsmith/verifier";
import { guardRoutes } from "@claimsmith/verifier/lambda";
import type { OrdersPolicy } from "./contract.ts";

export const api = (verifier: Verifier<OrdersPolicy>) =>
  guardRoutes({
    verifier,
    routes: { "GET /health": "public", "GET /orders": { scopes: { all: ["orders/read"] } } },
    handlers: {
      "GET /health": () => ({ statusCode: 200, body: "well" }),
      "GET /orders": (_, principal) => ({ statusCode: 200, body: JSON.stringify({ for: principal.sub }) }),
    },
  });
