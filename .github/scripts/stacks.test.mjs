// What is run for which stack, and when does it stop?
import assert from "node:assert/strict";
import { test } from "node:test";
import { onStacks } from "./stacks.mjs";

/** Runs nothing; answers with the statuses of a table: the first part of a command that it knows. */
function recorder(statuses = {}) {
  const ran = [];
  const run = (command, { cwd, env }) => {
    const text = command.join(" ").replace("npx -y pnpm@12 exec ", "");
    ran.push(`${cwd}: ${text}${env.TF_CLI_ARGS_plan === undefined ? "" : " (no lock)"}`);
    const known = Object.keys(statuses).find((start) => `${cwd}: ${text}`.includes(start));
    return known === undefined ? 0 : statuses[known];
  };
  return { ran, run };
}

const QUIET = "--no-color --skip-provider-lock";

test("a deploy deploys identity, then the API", () => {
  const { ran, run } = recorder();
  assert.deepEqual(onStacks("/r", { action: "deploy", environment: "dev" }, run), []);
  assert.deepEqual(ran, [
    `/r/stacks/identity: cdktf deploy identity-dev --auto-approve ${QUIET}`,
    `/r/stacks/api: cdktf deploy api-dev --auto-approve ${QUIET}`,
  ]);
});

test("where identity fails, the API is not deployed", () => {
  const { ran, run } = recorder({ "cdktf deploy identity-dev": 1 });
  assert.equal(onStacks("/r", { action: "deploy", environment: "dev" }, run).length, 1);
  assert.equal(ran.length, 1);
});

test("a plan takes no lock", () => {
  const { ran, run } = recorder();
  assert.deepEqual(onStacks("/r", { action: "diff", environment: "prod" }, run), []);
  assert.deepEqual(ran, [
    `/r/stacks/identity: cdktf diff identity-prod ${QUIET} (no lock)`,
    `/r/stacks/api: cdktf diff api-prod ${QUIET} (no lock)`,
  ]);
});

const DRIFT = [
  ["no plan has anything to do", {}, []],
  [
    "both plans have something to do",
    { "terraform plan": 2 },
    ["identity-dev: what runs", "api-dev: what runs"],
  ],
  ["the pool has drifted", { "identity-dev: terraform plan": 2 }, ["identity-dev: what runs"]],
  ["Terraform fails", { "api-dev: terraform plan": 1 }, ["api-dev: terraform plan"]],
  ["the stacks cannot be synthesised", { "identity: cdktf synth": 2 }, ["identity-dev: npx"]],
];

for (const [description, statuses, starts] of DRIFT) {
  test(`${description}: ${starts.length === 0 ? "no drift" : starts.length === 1 ? "one failure" : "two failures"}`, () => {
    const { ran, run } = recorder(statuses);
    const failures = onStacks("/r", { action: "drift", environment: "dev" }, run);
    assert.deepEqual(
      failures.map((line, index) => line.startsWith(starts[index])),
      starts.map(() => true),
    );
    assert.ok(ran.some((line) => line.startsWith("/r/stacks/api/cdktf.out/stacks/api-dev: terraform plan")));
  });
}

for (const [action, environment] of [
  ["destroy", "dev"],
  ["deploy", undefined],
  ["deploy", "dev; rm"],
  ["constructor", "dev"],
]) {
  test(`${action} of ${environment} is refused, and nothing runs`, () => {
    const { ran, run } = recorder();
    assert.throws(() => onStacks("/r", { action, environment }, run), TypeError);
    assert.deepEqual(ran, []);
  });
}
