// Express: a table of routes, behind which nothing is open.
import type { Verifier } from "@claimsmith/verifier";
import { guardRoutes } from "@claimsmith/verifier/express";
import cors from "cors";
import express, { type Express, Router } from "express";
import type { OrdersPolicy } from "./contract.ts";

export const api = (verifier: Verifier<OrdersPolicy>): Express => {
  const table = guardRoutes(Router(), {
    verifier,
    routes: { "GET /health": "public", "GET /orders": { scopes: { all: ["orders/read"] } } },
    handlers: {
      "GET /health": (_, res) => res.send("well"),
      "GET /orders": (_, res) => res.json({ for: res.locals.principal.sub }),
    },
  });
  return express().use(cors(), table);
};
