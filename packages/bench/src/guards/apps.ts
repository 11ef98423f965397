// What is guarded? The same small route in Hono, Express and Fastify: open, and behind the verifier.
import { createServer, type Server } from "node:http";
import { contract, type OrdersPolicy } from "@claimsmith/orders-policy/contract";
import type { Requirement, Verifier } from "@claimsmith/verifier";
import { createVerifier } from "@claimsmith/verifier";
import { guard as expressGuard } from "@claimsmith/verifier/express";
import { createGuard as fastifyGuard } from "@claimsmith/verifier/fastify";
import { guard as honoGuard } from "@claimsmith/verifier/hono";
import { getRequestListener } from "@hono/node-server";
import express from "express";
import fastify from "fastify";
import { Hono } from "hono";
import { CLIENT_IDS } from "../evaluate/alice.ts";
import { type TokenSet, USER_POOL_ID } from "../verify/tokens.ts";

const REQUIREMENT: Requirement<OrdersPolicy> = { scopes: { any: ["orders/read"] } };
const ANSWER = { orders: [] };

/** Makes the server of an app with one route: behind a guard where there is a verifier. */
export type MakeServer = (verifier?: Verifier<OrdersPolicy>) => Promise<Server>;

/** By framework. */
export const APPS: Readonly<Record<"hono" | "express" | "fastify", MakeServer>> = {
  hono: async (verifier) => {
    const app = new Hono();
    if (verifier !== undefined) app.use(honoGuard(verifier, REQUIREMENT));
    app.get("/orders", (c) => c.json(ANSWER));
    return createServer(getRequestListener(app.fetch));
  },
  express: async (verifier) => {
    const app = express();
    if (verifier !== undefined) app.get("/orders", expressGuard(verifier, REQUIREMENT));
    app.get("/orders", (_, res) => void res.json(ANSWER));
    return createServer(app);
  },
  fastify: async (verifier) => {
    const app = fastify();
    if (verifier !== undefined) await app.register(fastifyGuard(verifier).plugin);
    app.get("/orders", { config: { requirement: REQUIREMENT } }, async () => ANSWER);
    await app.ready();
    // Fastify has made its server; it listens by itself alone, which is done where the others do it.
    return app.server;
  },
};

/** A verifier of the measured tokens; with `maxTokens` it remembers them. */
export function verifierOf({ jwks }: TokenSet, maxTokens?: number): Verifier<OrdersPolicy> {
  return createVerifier(contract, {
    userPoolId: USER_POOL_ID,
    clients: CLIENT_IDS,
    jwks: jwks as { keys: Record<string, unknown>[] },
    ...(maxTokens !== undefined && { cache: { maxTokens } }),
  });
}
