// How do the conformance tests run? Apart from the unit tests: they take minutes, and tools that not every machine has.
import { defineConfig } from "vitest/config";
import shared from "../../vitest.config.ts";

export default defineConfig({
  ...shared,
  // The set-up is loaded in an environment of Vitest's own, which knows nothing of the others' conditions.
  environments: { __vitest__: { resolve: { conditions: shared.resolve?.conditions ?? [] } } },
  test: {
    ...shared.test,
    include: ["conformance/**/*.test.ts"],
    globalSetup: ["conformance/set-up.ts"],
    // Each file has servers of its own; two at a time keep two cores busy.
    maxWorkers: 2,
    testTimeout: 15 * 60_000,
    hookTimeout: 15 * 60_000,
    reporters: ["default", ["json", { outputFile: ".turbo/conformance-results.json" }]],
  },
});
