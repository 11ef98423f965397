// Is the operators' page complete, and would the check notice if it were not?
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { operatePageProblems } from "./check-operate-page.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const page = readFileSync(`${ROOT}/docs/operate.md`, "utf8");

/** The page without the row of a name. */
const without = (name) => page.replace(new RegExp(`^\\| \`${name}\` .*\\n`, "m"), "");

test("the page has every alarm and every code, and no other", () => {
  assert.deepEqual(operatePageProblems(page, ROOT), []);
});

for (const [name, section] of [
  ["faults", "Alarms"],
  ["DENIED", "Codes of the trigger"],
  ["MISCONFIGURED", "Codes of the trigger"],
  ["EVENT_INVALID", "Codes of the trigger"],
  ["TIMED_OUT", "Codes of look-ups"],
  ["ID_TOKEN", "Codes of the verifier"],
  ["PROFILE_LATE", "Codes of the verifier"],
]) {
  test(`a page without ${name} is noticed`, () => {
    assert.deepEqual(operatePageProblems(without(name), ROOT), [`${section}: ${name} is missing`]);
  });
}

test("a code that there is not, and one that is there twice, are noticed", () => {
  const row = "| `NO_SUCH_CODE` | 401 | means nothing | do nothing |\n";
  const twice = page.replace(/^(\| `TOKEN_EXPIRED` .*\n)/m, `$1$1${row}`);
  assert.deepEqual(operatePageProblems(twice, ROOT), [
    "Codes of the verifier: NO_SUCH_CODE is not in the code",
    "Codes of the verifier: TOKEN_EXPIRED is there twice",
  ]);
});

test("an alarm that a code does not raise, and one that is not said, are noticed", () => {
  const wrong = page
    .replace(/^(\| `DENIED` +\| )– /m, "$1`faults` ")
    .replace(/^(\| `CLIENT_UNKNOWN` +\| )`faults`/m, "$1–");
  assert.deepEqual(operatePageProblems(wrong, ROOT), [
    "Codes of the trigger: DENIED has the wrong alarm",
    "Codes of the trigger: CLIENT_UNKNOWN has the wrong alarm",
  ]);
});
