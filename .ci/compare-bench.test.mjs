// Two runs of the benchmarks: a figure that got worse than its tolerance fails, whichever way it counts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { comparedFigures, comparisonTable, TOLERANCE } from "./compare-bench.mjs";

const TARGETS = {
  "a.share": { atLeast: 0.5 },
  "b.bytes": { atMost: 100, exact: true },
  "c.ms": { atMost: 2 },
  "d.shown": {},
  "e.network": { atMost: 60, tolerance: 3 },
};
const BEFORE = { "a.share": 0.8, "b.bytes": 100, "c.ms": 2, "d.shown": 1, "e.network": 10 };
const slower = TOLERANCE.measured * 1.01;

const CASES = [
  { description: "the same figures", after: {}, failing: [] },
  { description: "better figures", after: { "a.share": 9, "b.bytes": 1, "c.ms": 0.1 }, failing: [] },
  { description: "a share within its tolerance", after: { "a.share": 0.8 / 1.3 }, failing: [] },
  { description: "a share that fell too far", after: { "a.share": 0.8 / slower }, failing: ["a.share"] },
  { description: "a time that rose too far", after: { "c.ms": 2 * slower }, failing: ["c.ms"] },
  { description: "a size within its tolerance", after: { "b.bytes": 110 }, failing: [] },
  { description: "a size that rose too far", after: { "b.bytes": 111 }, failing: ["b.bytes"] },
  { description: "a time within a tolerance of its own", after: { "e.network": 30 }, failing: [] },
  { description: "a time beyond a tolerance of its own", after: { "e.network": 31 }, failing: ["e.network"] },
  { description: "a figure without direction", after: { "d.shown": 1000 }, failing: [] },
  { description: "a figure that is gone", after: { "c.ms": undefined }, failing: ["c.ms"] },
  { description: "a figure that is none", after: { "c.ms": "fast" }, failing: ["c.ms"] },
];

for (const { description, after, failing } of CASES) {
  test(`${description}: ${failing.length === 0 ? "accepted" : "refused"}`, () => {
    const rows = comparedFigures({ before: BEFORE, after: { ...BEFORE, ...after } }, TARGETS);
    assert.deepEqual(
      rows.filter(({ fails }) => fails).map(({ key }) => key),
      failing,
    );
  });
}

test("a figure that is new is held against nothing", () => {
  const rows = comparedFigures({ before: {}, after: BEFORE }, TARGETS);
  assert.deepEqual(
    rows.map(({ worseBy, fails }) => [worseBy, fails]),
    [
      [undefined, false],
      [undefined, false],
      [undefined, false],
      [undefined, false],
    ],
  );
});

test("the table has a row for each figure with a direction", () => {
  const table = comparisonTable(comparedFigures({ before: BEFORE, after: BEFORE }, TARGETS));
  assert.deepEqual(
    table.split("\n").map((line) => line.split(" | ").length),
    [6, 6, 6, 6, 6, 6],
  );
});
