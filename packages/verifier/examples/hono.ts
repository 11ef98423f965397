// Hono: a guard is middleware of a route, and the principal a typed variable.
import type { Verifier } from "@claimsmith/verifier";
import { guard } from "@claimsmith/verifier/hono";
import { Hono } from "hono";
import { cors } from "hono/cors";
import type { OrdersPolicy } from "./contract.ts";

export const api = (verifier: Verifier<OrdersPolicy>) =>
  new Hono()
    .use(cors())
    .get("/health", (c) => c.text("well"))
    .get("/orders", guard(verifier, { scopes: { all: ["orders/read"] } }), (c) =>
      c.json({ for: c.get("principal").sub }),
    );
