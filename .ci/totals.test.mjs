// The totals count what ran, and what should have run.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { packageTotals, totals } from "./totals.mjs";

const STARTED_MS = 1_000;

const CASES = [
  {
    description: "passed and failed tests each count as one",
    results: file({ tests: ["passed", "passed", "failed"], status: "failed" }),
    expect: { passed: 2, failed: 1, skipped: 0 },
  },
  {
    description: "a missing result file is a failure",
    results: undefined,
    expect: { passed: 0, failed: 1, skipped: 0 },
  },
  {
    description: "results from before the run are a failure",
    results: { ...file({ tests: ["passed"] }), startTime: STARTED_MS - 1 },
    expect: { passed: 0, failed: 1, skipped: 0 },
  },
  {
    description: "a test file that failed to load is a failure",
    results: file({ tests: [], status: "failed" }),
    expect: { passed: 0, failed: 1, skipped: 0 },
  },
  {
    description: "a test file that failed in a hook after passing tests is a failure",
    results: file({ tests: ["passed"], status: "failed" }),
    expect: { passed: 1, failed: 1, skipped: 0 },
  },
  {
    description: "a package in which no test ran is a failure",
    results: { startTime: STARTED_MS, testResults: [] },
    expect: { passed: 0, failed: 1, skipped: 0 },
  },
  {
    description: "a package whose every test is skipped has run",
    results: file({ tests: ["skipped"] }),
    expect: { passed: 0, failed: 0, skipped: 1 },
  },
  {
    description: "a skipped test is neither passed nor failed",
    results: file({ tests: ["passed", "skipped", "todo"] }),
    expect: { passed: 1, failed: 0, skipped: 2 },
  },
];

for (const { description, results, expect } of CASES) {
  test(description, () => {
    const { passed, failed, skipped } = packageTotals("packages/a", results, STARTED_MS);
    assert.deepEqual({ passed, failed: failed.length, skipped: skipped.length }, expect);
  });
}

test("a skipped test is listed with its reason", () => {
  const results = file({ tests: ["skipped"] });
  results.testResults[0].assertionResults[0].meta = { skipReason: "needs a browser" };
  assert.match(packageTotals("packages/a", results, STARTED_MS).skipped[0], /needs a browser/);
});

const STEPS = [
  {
    description: "each other step counts as one",
    steps: ["tests=0", "lint=0", "types=2"],
    passed: 2,
    failed: 1,
  },
  {
    description: "conformance tests are counted beside the tests",
    steps: ["tests=0", "conformance=0"],
    passed: 2,
    failed: 0,
  },
  {
    description: "tests that no step ran are not counted",
    steps: ["tests=0"],
    passed: 1,
    failed: 0,
  },
  {
    description: "a test command that fails without a failed test is one failure",
    steps: ["tests=1"],
    passed: 1,
    failed: 1,
  },
];

for (const { description, steps, passed, failed } of STEPS) {
  test(description, () => {
    const all = totalsOfOnePackage(steps);
    assert.deepEqual([all.passed, all.failed.length], [passed, failed]);
  });
}

/** A workspace with one package whose only test passed. */
function totalsOfOnePackage(steps) {
  const root = mkdtempSync(join(tmpdir(), "totals-"));
  try {
    const folder = join(root, "packages/a");
    mkdirSync(join(folder, ".turbo"), { recursive: true });
    writeFileSync(
      join(folder, "package.json"),
      JSON.stringify({ scripts: { test: "vitest", conformance: "vitest" } }),
    );
    for (const kind of ["test", "conformance"]) {
      const results = join(folder, `.turbo/${kind}-results.json`);
      writeFileSync(results, JSON.stringify(file({ tests: ["passed"] })));
    }
    return totals({ root, startedMs: STARTED_MS, steps });
  } finally {
    rmSync(root, { recursive: true });
  }
}

function file({ tests, status = "passed" }) {
  const assertionResults = tests.map((each, index) => ({
    fullName: `test ${index}`,
    status: each,
    meta: {},
  }));
  return {
    startTime: STARTED_MS,
    testResults: [{ name: "/x/packages/a/test/a.test.ts", status, assertionResults }],
  };
}
