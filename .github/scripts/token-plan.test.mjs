// What do reviewers read of tokens, and when does the job fail?
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { joinedPlans, statusOfAll } from "./token-plan.mjs";

const plan = (environment, text = "nothing changes", status = 0) => ({
  environment,
  status,
  markdown: `<!-- claimsmith plan ${environment} -->\norders, environment ${environment}; ${text}\n`,
});

test("environments whose plans read the same stand together", () => {
  const text = joinedPlans([plan("dev"), plan("staging"), plan("prod", "bob gains a claim")]);
  assert.deepEqual(text.split("\n\n"), [
    "<!-- claimsmith token plan -->",
    "**In dev, staging**",
    "orders; nothing changes",
    "**In prod**",
    "orders; bob gains a claim\n",
  ]);
});

test("a widening that nobody approved says how to approve it", () => {
  assert.match(joinedPlans([plan("dev", "wider", 3)]), /packages\/orders-policy\/src\/approvals\.ts/);
});

test("a plan that was not made is said to be none", () => {
  assert.match(joinedPlans([{ environment: "dev", status: 2, markdown: "" }]), /could not be made/);
});

const STATUSES = [
  [[0, 0], 0],
  [[0, 3], 3],
  [[3, 1], 1],
  [[2, 3], 2],
];

for (const [statuses, expected] of STATUSES) {
  test(`${statuses.join(" and ")} make ${expected}`, () => {
    assert.equal(statusOfAll(statuses.map((status) => plan("dev", "", status))), expected);
  });
}

test("the plan of this repository against itself changes nothing, in every environment", () => {
  const folder = mkdtempSync(join(tmpdir(), "claimsmith-token-plan-"));
  try {
    const file = join(folder, "plan.md");
    const script = fileURLToPath(new URL("./token-plan.mjs", import.meta.url));
    const policy = fileURLToPath(new URL("../../packages/orders-policy/policy.json", import.meta.url));
    const { status } = spawnSync(process.execPath, [script, policy, file], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME },
    });
    assert.equal(status, 0);
    const text = readFileSync(file, "utf8");
    assert.match(text, /\*\*In dev, prod, staging\*\*/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
