// What would bootstrap make in each account? Compared with golden/*.tf.json; `pnpm --filter @claimsmith/bootstrap record` writes them.
import { goldenText, synthesised } from "@claimsmith/constructs/testing";
import { environments, policy } from "@claimsmith/orders-policy";
import { expect, it } from "vitest";
import { bootstrapStacks } from "../src/application.ts";
import { repository } from "../src/repository.ts";

const application = { policyName: policy.name, environments, repository, stateInFile: false };
const stacks = synthesised((app) => bootstrapStacks(app, application));

it("has a stack for each environment with a bucket", () => {
  expect(Object.keys(stacks).sort()).toEqual(
    Object.entries(environments)
      .flatMap(([name, { state }]) => (state === "local" ? [] : [`bootstrap-${name}`]))
      .sort(),
  );
});

it.each(Object.entries(stacks))("%s makes what its golden file says", async (name, stack) => {
  await expect(goldenText(stack)).toMatchFileSnapshot(`../golden/${name}.tf.json`);
});
