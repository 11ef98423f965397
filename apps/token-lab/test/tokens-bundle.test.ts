// What does a browser load to show tokens? No node: module, no verification, neither validator nor solver.
import { fileURLToPath } from "node:url";
import { build, defaultClientConditions } from "vite";
import { expect, test } from "vitest";

/** The modules that a build for browsers puts into the page. */
async function modulesOf(entry: string): Promise<{ readonly ids: readonly string[]; readonly code: string }> {
  const built = await build({
    configFile: false,
    root: fileURLToPath(new URL("..", import.meta.url)),
    logLevel: "silent",
    resolve: { conditions: ["@claimsmith/source", ...defaultClientConditions] },
    build: { write: false, rolldownOptions: { input: entry, preserveEntrySignatures: "strict" } },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((each) =>
    "output" in each ? each.output : [],
  );
  const chunks = outputs.filter((each) => each.type === "chunk");
  return {
    ids: chunks.flatMap(({ modules, imports }) => [...Object.keys(modules), ...imports]),
    code: chunks.map(({ code }) => code).join("\n"),
  };
}

const pathOf = (specifier: string) => fileURLToPath(import.meta.resolve(specifier));
const NODE_ONLY = /^node:|__vite-browser-external|aws-jwt-verify/;

test("/inspect of the verifier is a page's own code: no node: module, no library", async () => {
  const { ids, code } = await modulesOf(pathOf("@claimsmith/verifier/inspect"));
  expect(ids.filter((id) => NODE_ONLY.test(id))).toEqual([]);
  expect(code).not.toMatch(/\bnode:|\brequire\(/);
  expect(ids.some((id) => id.includes("/inspect/"))).toBe(true);
});

test("the view of tokens loads neither a node: module, nor the validator, nor the solver", async () => {
  const view = fileURLToPath(new URL("../src/tokens/tokens-view.tsx", import.meta.url));
  const { ids } = await modulesOf(view);
  expect(ids.some((id) => id.includes("/catalogue/catalogue.ts"))).toBe(true);
  expect(ids.filter((id) => NODE_ONLY.test(id))).toEqual([]);
  expect(ids.filter((id) => /logic-solver|\/validation\/|\/plan\//.test(id))).toEqual([]);
});
