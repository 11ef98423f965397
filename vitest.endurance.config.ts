// How do the tests that take long run? Apart: those of a package under endurance/, from source as all others.
import { defineConfig } from "vitest/config";
import shared from "./vitest.config.ts";

export default defineConfig({
  ...shared,
  test: {
    ...shared.test,
    include: ["endurance/**/*.test.ts"],
    reporters: ["default", ["json", { outputFile: ".turbo/endurance-results.json" }]],
  },
});
