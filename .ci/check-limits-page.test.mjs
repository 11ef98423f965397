// Does the page of limits hold, and would the check notice if it did not?
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { limitsPageProblems } from "./check-limits-page.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** A page with one row. */
const page = (figure, name) =>
  `| what | limit | \`LIMITS\` |\n| - | - | - |\n| the answer | ${figure} | ${name} |\n`;

test("every row gives the figure of the code", () => {
  assert.deepEqual(limitsPageProblems(readFileSync(`${ROOT}/docs/limits-and-scale.md`, "utf8"), ROOT), []);
});

for (const [what, text, expected] of [
  ["a right figure", page("5,000 ms", "`triggerDeadline`"), []],
  ["a row without a name", `${page("7", "")}\n${page("5,000", "`triggerDeadline`")}`, []],
  [
    "another figure",
    page("6,000", "`triggerDeadline`"),
    ["triggerDeadline is 5,000, which its row does not say"],
  ],
  [
    "a figure that only begins so",
    page("5,000,000", "`triggerDeadline`"),
    ["triggerDeadline is 5,000, which its row does not say"],
  ],
  ["a name that there is not", page("5,000", "`deadline`"), ["LIMITS has no deadline"]],
  ["a page without names", page("5,000", ""), ["no row names a member of LIMITS"]],
]) {
  test(`${what} is judged rightly`, () => {
    assert.deepEqual(limitsPageProblems(text, ROOT), expected);
  });
}
