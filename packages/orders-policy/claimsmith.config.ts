// What the command line runs and records for the orders pool.
import { defineConfig } from "@claimsmith/cli/config";
import { approvals } from "./src/approvals.ts";
import { assertions } from "./src/assertions.ts";
import { environments } from "./src/environments.ts";
import { legacyEmail } from "./src/legacy-email.ts";
import { personas } from "./src/personas.ts";
import { policy } from "./src/policy.ts";

/** Read by `claimsmith`, which bundles this file. */
export const config = defineConfig({
  policy,
  snapshot: "policy.json",
  otherPolicies: [{ policy: legacyEmail, snapshot: "legacy-email.json" }],
  personas,
  environment: environments.local,
  environments,
  environmentsSnapshot: "environments.json",
  assertions,
  approvals,
  vectors: "test/vectors/systems.json",
  coverageThresholdPercent: 100,
  trigger: { entry: "../../apps/pre-token-generation/src/handler.ts" },
  demo: {
    routes: [
      { path: "/orders", requirement: { scopes: { all: ["orders/read"] } } },
      { path: "/admin", requirement: { scopes: { all: ["admin/*"] } } },
    ],
  },
  dev: {
    processes: {
      api: {
        directory: "../../apps/orders-api",
        command: ["node", "--conditions=@claimsmith/source", "--import", "tsx", "local.ts"],
        port: 3000,
        readyPath: "/health",
      },
      lab: {
        directory: "../../apps/token-lab",
        command: ["node", "--conditions=@claimsmith/source", "--import", "tsx", "server/main.ts"],
        port: 5173,
        isMainPage: true,
      },
    },
  },
});
