// Does the check of the pages find what it is there for? One good page, and each way in which one can be untrue.
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { documentProblems } from "./check-docs.mjs";

const REPOSITORY = dirname(dirname(fileURLToPath(import.meta.url)));
const folders = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const PACKAGE = {
  name: "@claimsmith/one",
  type: "module",
  exports: { ".": { "@claimsmith/source": "./src/index.ts" } },
  scripts: { build: "true" },
};

/** A repository of one package and one page, with the tools of this one. */
function repository(page) {
  const root = mkdtempSync(join(tmpdir(), "claimsmith-docs-test-"));
  folders.push(root);
  const files = {
    "package.json": JSON.stringify({ scripts: { demo: "true" } }),
    "packages/one/package.json": JSON.stringify(PACKAGE),
    "packages/one/src/index.ts": "/** Twice. */\nexport const twice = (n: number): number => 2 * n;\n",
    "docs/other.md": "# Other\n\n## Second part: `more`, of it\n",
    "docs/page.md": page,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  cpSync(join(REPOSITORY, "tsconfig.base.json"), join(root, "tsconfig.base.json"));
  symlinkSync(join(REPOSITORY, "node_modules"), join(root, "node_modules"));
  mkdirSync(join(root, "packages/one/node_modules/@types"), { recursive: true });
  const nodeTypes = join(REPOSITORY, "packages/cli/node_modules/@types/node");
  symlinkSync(nodeTypes, join(root, "packages/one/node_modules/@types/node"));
  return root;
}

const problemsOf = (page) => documentProblems(repository(page), ["docs/page.md"]);

const isInstalled = existsSync(join(REPOSITORY, "packages/cli/node_modules/@types/node"));
const skip = isInstalled ? false : "the packages are not installed";

const PROSE = `# Page

See [other](other.md#second-part-more-of-it), [below](#below), \`packages/one/src/index.ts\` and \`packages/*/src\`.

## Below

\`\`\`sh
npx -y pnpm@12 demo
cd packages/one && pnpm build
pnpm --filter @claimsmith/one build
\`\`\`
`;

const CODE = `<!-- ts: file numbers.ts -->

\`\`\`ts
export const three = 3;
\`\`\`

<!-- ts: after
import { twice } from "@claimsmith/one";
-->

\`\`\`ts
import { three } from "./numbers.ts";

const six = twice(three);
\`\`\`

<!-- ts: continues, runs -->

\`\`\`ts
console.log(six);
\`\`\`

\`\`\`text
6
\`\`\`

<!-- ts: part of packages/one/src/index.ts -->

\`\`\`ts
  export const twice = (n: number): number => 2 * n;
\`\`\`

<!-- ts: runs -->

\`\`\`ts
import { twice } from "@claimsmith/one";
import { expect, it } from "vitest";

it("doubles", () => {
  expect(twice(2)).toBe(4);
});
\`\`\`
`;

test("a page that is true has no problems", { skip }, () => {
  assert.deepEqual(problemsOf(`${PROSE}\n${CODE}`), []);
});

const UNTRUE = [
  ["a link to nothing", "(other.md#second", "(another.md#second", "docs/page.md:3: "],
  ["an anchor that is not there", "#second-part-more", "#third-part-more", "docs/page.md:3: "],
  ["an anchor of its own that is not there", "(#below)", "(#above)", "docs/page.md:3: "],
  ["a link out of the repository", "(other.md#second", "(../../other.md#second", "docs/page.md:3: "],
  [
    "a path that is not there",
    "`packages/one/src/index.ts`",
    "`packages/one/src/main.ts`",
    "docs/page.md:3: ",
  ],
  ["a pattern that nothing matches", "`packages/*/src`", "`packages/*/sources`", "docs/page.md:3: "],
  ["a script that is not there", "pnpm@12 demo", "pnpm@12 show", "docs/page.md:8: "],
  ["a script that the folder's package lacks", "pnpm build", "pnpm bundle", "docs/page.md:9: "],
  [
    "a package that is not there",
    "--filter @claimsmith/one",
    "--filter @claimsmith/two",
    "docs/page.md:10: ",
  ],
  ["a block that does not compile", "twice(three)", 'twice("three")', "docs/page.md:14: TS2345: "],
  [
    "an import that nobody needs",
    "import { three }",
    "import { three as four, three }",
    "docs/page.md:12: TS",
  ],
  ["an output that is not what is printed", "text\n6", "text\n7", "docs/page.md:12: "],
  ["a program that fails", "console.log(six);", "throw six;", "docs/page.md:12: "],
  ["a part that its file does not have", "=> 2 * n;\n", "=> 3 * n;\n", "docs/page.md:30: "],
  ["a marker that there is not", "ts: continues", "ts: goes on", "docs/page.md:20: "],
  ["a test that fails", "toBe(4)", "toBe(5)", "docs/page.md: "],
];

for (const [what, from, to, place] of UNTRUE) {
  test(`${what} is found, with its place`, { skip }, () => {
    const good = PROSE.includes(from) ? PROSE : CODE;
    const page = good.replace(from, to);
    assert.notEqual(page, good);
    const problems = problemsOf(page);
    assert.ok(
      problems.some((problem) => problem.startsWith(place)),
      problems.join("\n"),
    );
  });
}
