// Does the check of the workflows find what it is there for? One good workflow, and each way in which it can be spoilt.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { workflowProblems } from "./check-workflows.mjs";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";

const GOOD = `name: Good
on:
  pull_request:
permissions: {}
concurrency:
  group: good
jobs:
  one:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@${COMMIT} # v6.0.2
      - uses: ./.github/actions/set-up
      - run: node main.mjs "$TITLE"
        env:
          TITLE: \${{ github.event.pull_request.title }}
  two:
    needs: one
    permissions:
      contents: read
    uses: ./.github/workflows/other.yml
`;

const GOOD_ACTION = `name: Set up
description: What every job needs
runs:
  using: composite
  steps:
    - uses: actions/setup-node@${COMMIT} # v6
    - run: node --version
      shell: bash
`;

/** What is replaced, by what, and what one problem must say of it. */
const SPOILT = [
  ["permissions: {}\n", "", /expected `permissions: \{\}` at the top/],
  ["permissions: {}\n", "permissions: read-all\n", /expected `permissions: \{\}` at the top/],
  ["concurrency:\n  group: good\n", "", /expected `concurrency`/],
  ["    timeout-minutes: 5\n", "", /job one: expected `timeout-minutes`/],
  [
    "    permissions:\n      contents: read\n    steps",
    "    steps",
    /job one: expected `permissions` by name/,
  ],
  [
    "    permissions:\n      contents: read\n    uses",
    "    permissions: write-all\n    uses",
    /job two: expected `permissions` by name/,
  ],
  [`@${COMMIT} # v6.0.2`, "@v6 # v6.0.2", /expected actions\/checkout@COMMIT/],
  [`@${COMMIT} # v6.0.2`, `@${COMMIT.slice(0, 12)} # v6.0.2`, /expected actions\/checkout@COMMIT/],
  [`@${COMMIT} # v6.0.2`, `@${COMMIT}`, /expected actions\/checkout@COMMIT/],
  [
    'run: node main.mjs "$TITLE"',
    "run: |\n          node a.mjs\n          node b.mjs",
    /step 3: expected one line of shell/,
  ],
  ['main.mjs "$TITLE"', `main.mjs "\${{ matrix.name }}"`, /step 3: expected no \$\{\{ \}\} in `run`/],
  ["          TITLE:", "          AWS_SECRET_ACCESS_KEY:", /step 3: expected no AWS_SECRET_ACCESS_KEY/],
  // These are actionlint's.
  ["runs-on: ubuntu-24.04", "runs-on: ubuntu-99.04", /\[runner-label\]/],
  ["    needs: one", "    needs: none", /\[job-needs\]/],
  ["github.event.pull_request.title", "github.event_nme", /\[expression\]/],
  ["      contents: read\n    steps", "      content: read\n    steps", /\[permissions\]/],
  ['main.mjs "$TITLE"', `main.mjs "\${{ github.head_ref }}"`, /potentially untrusted/],
  ["jobs:\n", "jbos:\n", /\[syntax-check\]/],
];

const folder = mkdtempSync(join(tmpdir(), "claimsmith-workflows-"));
after(() => rmSync(folder, { recursive: true }));
let count = 0;

function repository(workflow, action = GOOD_ACTION) {
  count += 1;
  const root = join(folder, String(count));
  mkdirSync(join(root, ".github/workflows"), { recursive: true });
  mkdirSync(join(root, ".github/actions/set-up"), { recursive: true });
  writeFileSync(join(root, ".github/workflows/good.yml"), workflow);
  writeFileSync(join(root, ".github/actions/set-up/action.yml"), action);
  return root;
}

test("a good workflow has no problems", async () => {
  assert.deepEqual(await workflowProblems(repository(GOOD)), []);
});

for (const [good, bad, problem] of SPOILT) {
  test(`${JSON.stringify(bad)} in place of ${JSON.stringify(good)} is found`, async () => {
    const spoilt = GOOD.replace(good, () => bad);
    assert.notEqual(spoilt, GOOD);
    const problems = await workflowProblems(repository(spoilt));
    assert.ok(
      problems.some((line) => problem.test(line)),
      problems.join("\n"),
    );
  });
}

test("an action of the repository is held to the same rules", async () => {
  const action = GOOD_ACTION.replace(`@${COMMIT}`, "@main").replace(
    "node --version",
    "echo $" + "{{ inputs.x }}",
  );
  assert.equal((await workflowProblems(repository(GOOD, action))).length, 2);
});
