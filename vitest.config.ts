// How every package's tests run: from source, each package alone (`vitest run --root . --config ../../vitest.config.ts`).
import { defineConfig } from "vitest/config";

// "import" is not among them: Vitest gives these to Node.js, where `require` would then be given ES modules.
const conditions = ["@claimsmith/source", "node"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ["test/**/*.test.ts"],
    typecheck: { enabled: false },
    // A hang fails, a busy machine does not: no test measures time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    reporters: ["default", ["json", { outputFile: ".turbo/test-results.json" }]],
  },
});
