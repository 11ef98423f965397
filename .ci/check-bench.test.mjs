// The check of the benchmarks refuses a missed target and a missing figure.
import assert from "node:assert/strict";
import { test } from "node:test";
import { figureProblems } from "./check-bench.mjs";

const TARGETS = {
  "a.share": { atLeast: 0.5 },
  "b.bytes": { atMost: 100 },
  "c.ms": { atMost: 2, dependsOnTheMachine: true },
  "d.shown": {},
};
const GOOD = { "a.share": 0.5, "b.bytes": 100, "c.ms": 9, "d.shown": 1 };

const CASES = [
  { description: "figures at their targets", figures: GOOD, problems: 0 },
  { description: "a share below its target", figures: { ...GOOD, "a.share": 0.499 }, problems: 1 },
  { description: "a size above its target", figures: { ...GOOD, "b.bytes": 101 }, problems: 1 },
  { description: "a figure that is not a number", figures: { ...GOOD, "a.share": null }, problems: 1 },
  { description: "a figure of nothing", figures: { ...GOOD, "b.bytes": 0 }, problems: 1 },
  {
    description: "a missing figure without a target",
    figures: { ...GOOD, "d.shown": undefined },
    problems: 1,
  },
];

for (const { description, figures, problems } of CASES) {
  test(`${description}: ${problems === 0 ? "accepted" : "refused"}`, () => {
    assert.equal(figureProblems(figures, TARGETS).length, problems);
  });
}
