// Fastify: a plugin, and a table that knows every route; one that it does not know is refused at start.

import { defineRoutes, type Verifier } from "@claimsmith/verifier";
import { createGuard } from "@claimsmith/verifier/fastify";
import cors from "@fastify/cors";
import fastify from "fastify";
import { contract, type OrdersPolicy } from "./contract.ts";

const routes = defineRoutes(contract, {
  "GET /health": "public",
  "GET /orders": { scopes: { all: ["orders/read"] } },
});

export async function api(verifier: Verifier<OrdersPolicy>) {
  const guard = createGuard(verifier, { routes });
  const app = fastify();
  await app.register(cors);
  await app.register(guard.plugin);
  app.get("/health", async () => "well");
  app.get("/orders", async (request) => ({ for: guard.principalOf(request).sub }));
  return app;
}
