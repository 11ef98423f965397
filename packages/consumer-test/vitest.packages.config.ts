// How do the tests of the published packages run? Apart from the unit tests: they build, pack and install, which takes minutes and a network.
import { defineConfig } from "vitest/config";
import shared from "../../vitest.config.ts";

export default defineConfig({
  ...shared,
  test: {
    ...shared.test,
    globalSetup: ["test/set-up.ts"],
    testTimeout: 5 * 60_000,
    reporters: ["default", ["json", { outputFile: ".turbo/packages-results.json" }]],
  },
});
