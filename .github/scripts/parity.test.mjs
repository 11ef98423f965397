// Does the pool of the environment become arguments of the command?
import assert from "node:assert/strict";
import { test } from "node:test";
import { parityArguments } from "./parity.mjs";

const POOL = { PARITY_REGION: "eu-west-1", PARITY_USER_POOL_ID: "eu-west-1_AbCdEfGhI" };
const ALWAYS = ["parity", "--region", "eu-west-1", "--user-pool-id", "eu-west-1_AbCdEfGhI"];

const CASES = [
  [{}, []],
  [{ PARITY_YES: "false", PARITY_PROBE: "false", PARITY_DOMAIN: "" }, []],
  [{ PARITY_YES: "true" }, ["--yes"]],
  [{ PARITY_PROBE: "true" }, ["--probe"]],
  [{ PARITY_DOMAIN: "https://a.example" }, ["--domain", "https://a.example"]],
];

for (const [more, args] of CASES) {
  test(`${JSON.stringify(more)} adds ${args.join(" ") || "nothing"}`, () => {
    assert.deepEqual(parityArguments({ ...POOL, ...more }), [...ALWAYS, ...args]);
  });
}

for (const name of Object.keys(POOL)) {
  test(`without ${name} nothing runs`, () => {
    assert.throws(() => parityArguments({ ...POOL, [name]: "" }), TypeError);
  });
}
