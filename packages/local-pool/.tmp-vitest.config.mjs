// How every package's tests run: from source, each package alone (`vitest run --root . --config ../../vitest.config.ts`).


const conditions = ["@claimsmith/source", "node", "import", "default"];

export default ({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ["test/**/*.test.ts"],
    typecheck: { enabled: false },
    restoreMocks: true,
    reporters: ["default", ["json", { outputFile: ".turbo/test-results.json" }]],
  },
});
