// How is the page built? For today's browsers, from source, with Amplify in files of its own.
import { defaultClientConditions, defineConfig } from "vite";

const AMPLIFY = /\/node_modules\/(@aws-amplify|aws-amplify)\//;

export default defineConfig({
  // Workspace packages need no build.
  resolve: { conditions: ["@claimsmith/source", ...defaultClientConditions] },
  // The policy bench compares policies in a worker.
  // logic-solver holds Emscripten's `eval`, which it never reaches; the Content-Security-Policy forbids it besides.
  worker: { format: "es", rolldownOptions: { checks: { eval: false } } },
  build: {
    target: "baseline-widely-available",
    manifest: true,
    sourcemap: false,
    // Its code would be inline, which the Content-Security-Policy forbids; and every browser of the target preloads by itself.
    modulePreload: { polyfill: false },
    // Nothing becomes a data: URL that script or style would need to load.
    assetsInlineLimit: 0,
    // Amplify's style sheets and code are each larger than Vite thinks anything is; measure-first-load.ts has the budget.
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      // "use client" is for servers that render React.
      checks: { moduleLevelDirective: false },
      output: {
        // measure-first-load.ts knows Amplify's share by this name.
        chunkFileNames: ({ moduleIds }) =>
          moduleIds.some((id) => AMPLIFY.test(id))
            ? "assets/amplify-[name]-[hash].js"
            : "assets/[name]-[hash].js",
      },
    },
  },
});
