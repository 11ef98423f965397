// Do the pipeline's regions and roles come from the environments that are recorded?
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { whereabouts } from "./environments.mjs";
import { writeOutputs } from "./outputs.mjs";

const environment = (region) => ({ account: "111111111111", region, state: { bucket: "a" } });
const RECORDED = {
  environments: {
    dev: environment("eu-west-1"),
    china: environment("cn-north-1"),
    gov: environment("us-gov-west-1"),
    local: { ...environment("eu-west-1"), state: "local" },
  },
};

const PARTITIONS = { dev: "aws", china: "aws-cn", gov: "aws-us-gov" };

for (const [name, partition] of Object.entries(PARTITIONS)) {
  test(`the roles of ${name} are those of the bootstrap stack, in the partition ${partition}`, () => {
    const { account, "deploy-role": deploy, "plan-role": plan } = whereabouts(RECORDED, name);
    assert.equal(account, "111111111111");
    assert.equal(deploy, `arn:${partition}:iam::111111111111:role/claimsmith/${name}-deploy`);
    assert.equal(plan, `arn:${partition}:iam::111111111111:role/claimsmith/${name}-plan`);
  });
}

for (const name of ["local", "nowhere", "__proto__"]) {
  test(`${name} is no environment that is deployed`, () => {
    assert.throws(() => whereabouts(RECORDED, name), TypeError);
  });
}

test("the recorded environments are listed, each without the local one, as outputs of the step", () => {
  const folder = mkdtempSync(join(tmpdir(), "claimsmith-outputs-"));
  try {
    const GITHUB_OUTPUT = join(folder, "outputs");
    const script = fileURLToPath(new URL("./environments.mjs", import.meta.url));
    const { status } = spawnSync(process.execPath, [script], { env: { GITHUB_OUTPUT } });
    assert.equal(status, 0);
    const [, json = ""] = readFileSync(GITHUB_OUTPUT, "utf8").trim().split("=");
    assert.deepEqual(JSON.parse(json).sort(), ["dev", "prod", "staging"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("an output of two lines is refused: it could set another one", () => {
  assert.throws(() => writeOutputs({ role: "a\nregion=b" }, {}), TypeError);
});
