// The check of the benchmarks fails for a size over its target and a missing figure, and names every missed target.
import assert from "node:assert/strict";
import { test } from "node:test";
import { figureProblems } from "./check-bench.mjs";

const TARGETS = {
  "a.share": { atLeast: 0.5 },
  "b.bytes": { atMost: 100, exact: true },
  "c.ms": { atMost: 2 },
  "d.shown": {},
};
const GOOD = { "a.share": 0.5, "b.bytes": 100, "c.ms": 2, "d.shown": 1 };

const CASES = [
  { description: "figures at their targets", figures: GOOD, problems: [] },
  { description: "a share below its target", figures: { ...GOOD, "a.share": 0.499 }, problems: [false] },
  { description: "a time above its target", figures: { ...GOOD, "c.ms": 9 }, problems: [false] },
  { description: "a size above its target", figures: { ...GOOD, "b.bytes": 101 }, problems: [true] },
  { description: "a figure that is not a number", figures: { ...GOOD, "a.share": null }, problems: [true] },
  { description: "a figure of nothing", figures: { ...GOOD, "b.bytes": 0 }, problems: [true] },
  { description: "no figure, and no target", figures: { ...GOOD, "d.shown": undefined }, problems: [true] },
];

for (const { description, figures, problems } of CASES) {
  test(`${description}: ${problems.length === 0 ? "accepted" : problems[0] ? "fails" : "named"}`, () => {
    assert.deepEqual(
      figureProblems(figures, TARGETS).map(({ fails }) => fails),
      problems,
    );
  });
}
