// Does the check of licences find what it is there for? One good state, and each way in which it can be spoilt.
import assert from "node:assert/strict";
import { test } from "node:test";
import { licenceProblems, licencesOf } from "./check-licences.mjs";
import { lockedPackages } from "./locked-packages.mjs";

const LOCKFILE = `lockfileVersion: '9.0'
importers:
  .:
    devDependencies:
      tool:
        specifier: 'catalog:'
        version: 1.0.0(peer@3.0.0)
  packages/one:
    dependencies:
      '@scope/direct':
        specifier: 'catalog:'
        version: 2.0.0
      two:
        specifier: workspace:*
        version: link:../two
      alias:
        specifier: npm:real@5.0.0
        version: real@5.0.0
packages:
  '@scope/direct@2.0.0': {}
  native-linux@1.0.0: { os: [linux], cpu: [x64] }
  native-wasm@1.0.0: { cpu: [wasm32] }
  only-for-wasm@1.0.0: {}
  peer@3.0.0: {}
  real@5.0.0: {}
  tool@1.0.0: {}
  unused@1.0.0: {}
snapshots:
  '@scope/direct@2.0.0':
    optionalDependencies:
      native-linux: 1.0.0
      native-wasm: 1.0.0
  native-linux@1.0.0: {}
  native-wasm@1.0.0:
    dependencies:
      only-for-wasm: 1.0.0
  only-for-wasm@1.0.0: {}
  peer@3.0.0:
    dependencies:
      tool: 1.0.0(peer@3.0.0)
  real@5.0.0: {}
  tool@1.0.0(peer@3.0.0):
    dependencies:
      peer: 3.0.0
  unused@1.0.0: {}
`;

test("the lockfile says what every platform has, aliases and peers included, and what one has", () => {
  const { everywhere, onePlatform } = lockedPackages(LOCKFILE);
  assert.deepEqual([...everywhere].sort(), ["@scope/direct@2.0.0", "peer@3.0.0", "real@5.0.0", "tool@1.0.0"]);
  assert.deepEqual([...onePlatform].sort(), ["native-linux@1.0.0", "native-wasm@1.0.0"]);
});

test("a lockfile with a document of pnpm's own before it says the same", () => {
  const own = "lockfileVersion: '9.0'\nimporters: {}\npackages: {}\nsnapshots: {}\n---\n";
  assert.deepEqual(lockedPackages(own + LOCKFILE), lockedPackages(LOCKFILE));
});

test("what pnpm reports is licences by package, corrected where package.json has none", () => {
  const report = {
    MIT: [{ name: "b", versions: ["2.0.0", "1.0.0"] }],
    Unknown: [{ name: "a", versions: ["1.0.0"] }],
  };
  const licences = licencesOf(report, { "a@1.0.0": { licence: "ISC", source: "its file LICENSE" } });
  assert.deepEqual(Object.entries(licences), [
    ["a@1.0.0", "ISC"],
    ["b@1.0.0", "MIT"],
    ["b@2.0.0", "MIT"],
  ]);
});

const RULES = { ALLOWED: { MIT: "permissive", ISC: "permissive" }, DECLARED: {} };
const GOOD = { "a@1.0.0": "MIT", "b@1.0.0": "ISC" };
const everywhere = new Set(Object.keys(GOOD));

const problems = ({ installed = GOOD, listed = GOOD, rules = RULES }) =>
  licenceProblems({ installed, listed, locked: { everywhere, onePlatform: new Set(["n@1.0.0"]) } }, rules);

/** Expected: the package and a word of each problem. */
const CASES = [
  { description: "what is listed and allowed", state: {}, expected: [] },
  {
    description: "a package that is not listed",
    state: { listed: { "a@1.0.0": "MIT" } },
    expected: [["b@1.0.0", "nothing"]],
  },
  {
    description: "a licence that changed",
    state: { installed: { ...GOOD, "b@1.0.0": "MIT" } },
    expected: [["b@1.0.0", "listed is ISC"]],
  },
  {
    description: "a listed package that is gone",
    state: { listed: { ...GOOD, "c@1.0.0": "MIT" } },
    expected: [["c@1.0.0", "not a dependency"]],
  },
  {
    description: "a package that is not installed",
    state: { installed: { "a@1.0.0": "MIT" } },
    expected: [["b@1.0.0", "not installed"]],
  },
  {
    description: "the binary of this platform, without a line",
    state: { installed: { ...GOOD, "n@1.0.0": "MIT" } },
    expected: [],
  },
  {
    description: "the binary of this platform with another licence",
    state: { installed: { ...GOOD, "n@1.0.0": "GPL-3.0-only" } },
    expected: [["n@1.0.0", "does not allow"]],
  },
  {
    description: "a correction of what is not a dependency",
    state: { rules: { ...RULES, DECLARED: { "c@1.0.0": { licence: "MIT", source: "" } } } },
    expected: [["c@1.0.0", "take it out"]],
  },
];

for (const { description, state, expected } of CASES) {
  test(`${description}: ${expected.length === 0 ? "accepted" : "refused"}`, () => {
    const found = problems(state);
    assert.equal(found.length, expected.length, found.join("\n"));
    for (const [index, [name, words]] of expected.entries()) {
      assert.ok(found[index].startsWith(`${name} `), found[index]);
      assert.ok(found[index].includes(words), found[index]);
    }
  });
}

const EXPRESSIONS = [
  ["MIT", true],
  ["GPL-3.0-only", false],
  ["Unknown", false],
  ["MIT OR GPL-3.0-or-later", true],
  ["(GPL-3.0-or-later OR MIT)", true],
  ["(GPL-2.0-only OR GPL-3.0-only)", false],
  ["MIT AND ISC", true],
  ["(MIT AND GPL-3.0-only)", false],
  ["GPL-3.0-only OR MIT AND ISC", true],
  ["(MIT OR ISC) AND GPL-3.0-only", false],
  ["toString", false],
];

for (const [expression, isAllowed] of EXPRESSIONS) {
  test(`the licence ${expression}: ${isAllowed ? "allowed" : "refused"}`, () => {
    const state = { ...GOOD, "b@1.0.0": expression };
    assert.equal(problems({ installed: state, listed: state }).length, isAllowed ? 0 : 1);
  });
}
