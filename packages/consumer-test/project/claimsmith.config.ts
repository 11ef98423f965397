// What the command line runs and records for the shop.
import { defineConfig } from "@claimsmith/cli/config";
import { personas, policy } from "./src/policy.ts";

/** Read by `claimsmith`. */
export const config = defineConfig({
  policy,
  snapshot: "policy.json",
  personas,
  environment: {},
  trigger: { entry: "src/handler.ts" },
  demo: { routes: [{ path: "/orders", requirement: { scopes: { all: ["orders/read"] } } }] },
});
