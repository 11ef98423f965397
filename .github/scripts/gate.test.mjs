// Does the gate open for success alone?
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const CASES = [
  ["every job succeeded", { a: { result: "success" }, b: { result: "success" } }, 0],
  ["one failed", { a: { result: "success" }, b: { result: "failure" } }, 1],
  ["one was skipped", { a: { result: "success" }, b: { result: "skipped" } }, 1],
  ["one was cancelled", { a: { result: "cancelled" } }, 1],
  ["one has no result", { a: {} }, 1],
  ["it needs no job", {}, 1],
];

for (const [description, needs, status] of CASES) {
  test(`${description}: ${status === 0 ? "open" : "shut"}`, () => {
    const script = fileURLToPath(new URL("./gate.mjs", import.meta.url));
    const run = spawnSync(process.execPath, [script], {
      env: { NEEDS: JSON.stringify(needs) },
      encoding: "utf8",
    });
    assert.equal(run.status, status);
    assert.equal(run.stdout.includes("::error::"), status === 1);
  });
}
