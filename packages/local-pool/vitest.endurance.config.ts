// How do the tests that take long run? Apart: long sequences of malformed requests, kills at any moment, crowds.
import { defineConfig } from "vitest/config";
import shared from "../../vitest.config.ts";

export default defineConfig({
  ...shared,
  test: {
    ...shared.test,
    include: ["endurance/**/*.test.ts"],
    reporters: ["default", ["json", { outputFile: ".turbo/endurance-results.json" }]],
  },
});
