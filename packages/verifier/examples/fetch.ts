// A table of routes on standard Request and Response: for workers, Deno, Bun.
import type { Verifier } from "@claimsmith/verifier";
import { guardRoutes } from "@claimsmith/verifier/fetch";
import type { OrdersPolicy } from "./contract.ts";

export const api = (verifier: Verifier<OrdersPolicy>) =>
  guardRoutes({
    verifier,
    routes: { "GET /health": "public", "GET /orders": { scopes: { all: ["orders/read"] } } },
    handlers: {
      "GET /health": () => new Response("well"),
      "GET /orders": (_, principal) => Response.json({ for: principal.sub }),
    },
  });
