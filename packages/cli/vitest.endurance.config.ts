// How do the tests that take long run? Apart: whole pools with processes beside them, and every behaviour of a pool tried.
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
