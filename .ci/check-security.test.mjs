// Are the tables of SECURITY.md true, and would the check notice if they were not?
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { securityProblems } from "./check-security.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const HERE = ".ci/check-security.test.mjs";
const NAME = "every threat has tests, and each is there under its name";

test("every threat has tests, and each is there under its name", () => {
  assert.deepEqual(securityProblems(readFileSync(`${ROOT}/SECURITY.md`, "utf8"), ROOT), []);
});

/** Threats, and rows of guards. */
const page = (threats, guards) =>
  `\n## Threats\n${threats.map((number) => `| ${number} | a threat | what is done |`).join("\n")}\n` +
  `\n## What guards each of them\n${guards.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`;

const GOOD = ["1", `\`${HERE}\``, NAME];

for (const [what, text, expected] of [
  ["a page without threats", "", "the threats are not numbered from 1"],
  [
    "a gap in the numbers",
    page([1, 3], [GOOD, ["3", `\`${HERE}\``, NAME]]),
    "the threats are not numbered from 1",
  ],
  ["a threat without a test", page([1, 2], [GOOD]), "threat 2 has no test"],
  [
    "a guard of no threat",
    page([1], [GOOD, ["2", `\`${HERE}\``, NAME]]),
    `2, ${HERE}: there is no such threat`,
  ],
  [
    "a file that is gone",
    page([1], [GOOD, ["1", "`gone.test.ts`", NAME]]),
    "1, gone.test.ts: there is no such file",
  ],
  [
    "a test that is gone",
    page([1], [GOOD, ["1", `\`${HERE}\``, "gone"]]),
    `1, ${HERE}: no test is called "gone"`,
  ],
]) {
  test(`${what} is noticed`, () => {
    assert.deepEqual(securityProblems(text, ROOT), [expected]);
  });
}
