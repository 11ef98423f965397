// What would each environment deploy? Compared with golden/*.tf.json; `pnpm --filter @claimsmith/identity record` writes them.
import { goldenText, synthesised } from "@claimsmith/constructs/testing";
import { environments } from "@claimsmith/orders-policy";
import { expect, it } from "vitest";
import { identityStacks } from "../src/application.ts";
import { application } from "./application.ts";

const stacks = synthesised((app) => identityStacks(app, application()));

it("has a stack for each environment", () => {
  expect(Object.keys(stacks)).toEqual(
    Object.keys(environments)
      .map((name) => `identity-${name}`)
      .sort(),
  );
});

it.each(Object.entries(stacks))("%s deploys what its golden file says", async (name, stack) => {
  await expect(goldenText(stack)).toMatchFileSnapshot(`../golden/${name}.tf.json`);
});
