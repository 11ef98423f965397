// How do the browser tests run? Apart from the unit tests: they need Chromium, a local pool and the API.
import { defineConfig } from "vitest/config";
import shared from "../../vitest.config.ts";

export default defineConfig({
  ...shared,
  // The set-up is loaded in an environment of Vitest's own, which knows nothing of the others' conditions.
  environments: { __vitest__: { resolve: { conditions: shared.resolve?.conditions ?? [] } } },
  test: {
    ...shared.test,
    include: ["browser/**/*.test.ts"],
    globalSetup: ["browser/set-up.ts"],
    // All share one set of servers, and two cores.
    fileParallelism: false,
    testTimeout: 2 * 60_000,
    hookTimeout: 5 * 60_000,
    reporters: ["default", ["json", { outputFile: ".turbo/browser-results.json" }]],
  },
});
