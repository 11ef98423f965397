// The import check refuses what the table refuses, and says where.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { importProblems } from "./check-imports.mjs";
import { readImports } from "./read-imports.mjs";

const RULES = {
  BOUNDARIES: {
    "packages/model": { workspace: [], npm: [], node: false },
    "packages/policy": { workspace: ["model"], npm: [], node: false },
    "packages/trigger": { workspace: ["policy/evaluator"], npm: ["fflate"], node: true, tests: ["policy"] },
    "packages/testkit": { workspace: ["model"], npm: "declared", node: true },
    "packages/bench": { workspace: "any", npm: "declared", node: true },
  },
  TEST_PACKAGES: ["testkit"],
  RESERVED_NPM: { cdktf: [] },
};

/** A workspace that keeps every rule; each case below changes one file of it. */
const GOOD = {
  "packages/model/package.json": manifest({ exports: [".", "./data.json"] }),
  "packages/model/src/index.ts": "export const model = 1;\n",
  "packages/policy/package.json": manifest({
    dependencies: ["@claimsmith/model"],
    exports: [".", "./evaluator"],
  }),
  "packages/policy/src/index.ts":
    'import { model } from "@claimsmith/model";\nexport * from "./evaluator.ts";\n',
  "packages/policy/src/evaluator.ts": "export const evaluate = 1;\n",
  "packages/trigger/package.json": manifest({
    dependencies: ["@claimsmith/policy", "fflate"],
    devDependencies: ["@claimsmith/testkit", "vitest"],
  }),
  "packages/trigger/src/index.ts":
    'import { zipSync } from "fflate";\nimport { evaluate } from "@claimsmith/policy/evaluator";\nimport "node:path";\n',
  "packages/trigger/test/a.test.ts":
    'import { test } from "vitest";\nimport { key } from "@claimsmith/testkit";\nimport * as all from "@claimsmith/policy";\nimport "../src/index.ts";\n',
  "packages/testkit/package.json": manifest({ dependencies: ["@claimsmith/model"] }),
  "packages/testkit/src/index.ts": 'export { model } from "@claimsmith/model";\n',
  "packages/bench/package.json": manifest({ dependencies: ["@claimsmith/trigger", "@claimsmith/policy"] }),
  "packages/bench/src/index.ts": 'import "@claimsmith/policy";\nimport "@claimsmith/trigger";\n',
};

const CASES = [
  {
    description: "a whole package where only one subpath of it is allowed",
    change: { "packages/trigger/src/index.ts": '\nimport { validate } from "@claimsmith/policy";\n' },
    at: "packages/trigger/src/index.ts:2",
    names: "@claimsmith/policy/evaluator",
  },
  {
    description: "a type alone of a package that is not allowed",
    change: { "packages/policy/src/index.ts": 'import type { T } from "@claimsmith/trigger";\n' },
    at: "packages/policy/src/index.ts:1",
    names: "@claimsmith/model",
  },
  {
    description: "a node module in a package for browsers",
    change: { "packages/policy/src/evaluator.ts": 'import { createHash } from "node:crypto";\n' },
    at: "packages/policy/src/evaluator.ts:1",
    names: "@claimsmith/model",
  },
  {
    description: "a node module written without its prefix",
    change: { "packages/model/src/index.ts": 'const fs = require("fs");\n' },
    at: "packages/model/src/index.ts:1",
    names: "nothing",
  },
  {
    description: "a file of a package that its exports do not name",
    change: { "packages/policy/src/index.ts": 'export { a } from "@claimsmith/model/src/index.ts";\n' },
    at: "packages/policy/src/index.ts:1",
    names: "./data.json",
  },
  {
    description: "a relative path into another package",
    change: { "packages/trigger/test/a.test.ts": 'import "../../policy/src/index.ts";\n' },
    at: "packages/trigger/test/a.test.ts:1",
    names: "by its name",
  },
  {
    description: "the tests from the source",
    change: { "packages/trigger/src/index.ts": 'import "../test/a.test.ts";\n' },
    at: "packages/trigger/src/index.ts:1",
    names: "outside src/",
  },
  {
    description: "testkit from the source",
    change: { "packages/trigger/src/index.ts": 'const kit = await import("@claimsmith/testkit");\n' },
    at: "packages/trigger/src/index.ts:1",
    names: "@claimsmith/policy/evaluator",
  },
  {
    description: "an npm package that the row does not list",
    change: { "packages/trigger/src/index.ts": 'import { z } from "zod/mini";\n' },
    at: "packages/trigger/src/index.ts:1",
    names: "fflate",
  },
  {
    description: "an npm package that package.json does not declare",
    change: { "packages/testkit/src/index.ts": 'let a: import("jose").JWK;\n' },
    at: "packages/testkit/src/index.ts:1",
    names: "dependencies",
  },
  {
    description: "a development dependency from the source",
    change: {
      "packages/testkit/package.json": manifest({
        dependencies: ["@claimsmith/model"],
        devDependencies: ["jose"],
      }),
      "packages/testkit/src/index.ts": '\n\nexport * from "jose";\n',
    },
    at: "packages/testkit/src/index.ts:3",
    names: "dependencies",
  },
  {
    description: "a dependency in package.json that the table does not have",
    change: {
      "packages/model/package.json": manifest({ dependencies: ["zod"], exports: [".", "./data.json"] }),
    },
    at: "packages/model/package.json",
    names: "zod",
  },
  {
    description: "a reserved npm package, where the row allows what is declared",
    change: {
      "packages/bench/package.json": manifest({
        dependencies: ["@claimsmith/trigger", "@claimsmith/policy", "cdktf"],
      }),
    },
    at: "packages/bench/package.json",
    names: "cdktf",
  },
  {
    description: "a package without a row",
    change: { "packages/stray/package.json": manifest({}) },
    at: "packages/stray",
    names: "boundaries.mjs",
  },
];

test("a workspace that keeps the rules has no problems", () => {
  assert.deepEqual(problemsWith({}), []);
});

for (const { description, change, at, names } of CASES) {
  test(`refused: ${description}`, () => {
    const problems = problemsWith(change);
    assert.equal(problems.length, 1, problems.join("\n"));
    assert.ok(problems[0].startsWith(at), problems[0]);
    assert.ok(problems[0].slice(at.length).includes(names), problems[0]);
  });
}

test("a circle between packages is refused, through development dependencies too", () => {
  const problems = problemsWith({
    "packages/testkit/package.json": manifest({
      dependencies: ["@claimsmith/model"],
      devDependencies: ["@claimsmith/bench"],
    }),
    "packages/bench/package.json": manifest({
      dependencies: ["@claimsmith/trigger", "@claimsmith/policy"],
      devDependencies: ["@claimsmith/testkit"],
    }),
  });
  assert.ok(problems.some((problem) => /circle: bench → trigger → testkit → bench$/.test(problem)));
});

test("imports are found in every form of them, and nowhere else", () => {
  const text = [
    'import a from "1";',
    'import type { B } from "2";',
    'export { c } from "3";',
    'export type * from "4";',
    "const d = await import('5');",
    'const e = require("6");',
    'type F = import("7").F;',
    '// import "no";',
    'const quoted = `import "no"`;',
    'const regex = /import "no"/;',
  ].join("\n");
  assert.deepEqual(
    readImports("all.ts", text).map(({ specifier, line }) => [specifier, line]),
    [1, 2, 3, 4, 5, 6, 7].map((number) => [String(number), number]),
  );
});

test("a file that does not parse is an error, not a file without imports", () => {
  assert.throws(() => readImports("broken.ts", 'import { from "a";'), /does not parse/);
});

function problemsWith(change) {
  const root = mkdtempSync(join(tmpdir(), "check-imports-"));
  try {
    for (const [path, text] of Object.entries({ ...GOOD, ...change })) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return importProblems(root, RULES);
  } finally {
    rmSync(root, { recursive: true });
  }
}

function manifest({ dependencies = [], devDependencies = [], exports = ["."] }) {
  const versions = (names) => Object.fromEntries(names.map((name) => [name, "*"]));
  return JSON.stringify({
    exports: Object.fromEntries(exports.map((subpath) => [subpath, "./src/index.ts"])),
    dependencies: versions(dependencies),
    devDependencies: versions(devDependencies),
  });
}
