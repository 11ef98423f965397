// Can a stack make a role without a boundary? Only one that says so, or one that nobody else deploys.
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { expect, it } from "vitest";
import { EnvironmentStack, RoleBoundary, roleBoundaryArn, type Statement } from "../src/index.ts";
import { synthesised } from "../src/testing/index.ts";
import { DEPLOYMENT, resourceOf, synthesisedStack } from "./synthesised.ts";

const TRUST = JSON.stringify({
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
});
const STATEMENT: Statement = {
  sid: "Read",
  actions: ["ssm:GetParameter"],
  resources: ["arn:aws:ssm:::parameter/a"],
};
const BUCKET = { bucket: "example-state" };

it.each([
  ["whose state is in a bucket has its roles bound", { state: BUCKET }, roleBoundaryArn(DEPLOYMENT)],
  ["whose state is in a file has not", { state: "local" }, undefined],
  ["that says so has not", { state: BUCKET, boundRoles: false }, undefined],
] as const)("a stack %s", (_what, options, expected) => {
  const { tested = {} } = synthesised((app) => {
    const stack = new EnvironmentStack(app, "tested", { deployment: DEPLOYMENT, ...options });
    new IamRole(stack, "role", { name: "role", assumeRolePolicy: TRUST });
  });
  const { aws_iam_role } = tested.resource as { aws_iam_role: Record<string, Record<string, unknown>> };
  const boundaries = Object.values(aws_iam_role).map((role) => role.permissions_boundary);
  expect(boundaries).toEqual([expected]);
});

it("makes the policy that the stacks of the environment name", () => {
  const { name, path } = resourceOf(
    synthesisedStack((stack) => {
      new RoleBoundary(stack, "boundary", { deployment: DEPLOYMENT, statements: [STATEMENT] });
    }),
    "aws_iam_policy",
  );
  expect(`arn:aws:iam::${DEPLOYMENT.account}:policy${path}${name}`).toBe(roleBoundaryArn(DEPLOYMENT));
});

it("refuses a boundary that IAM would not take", () => {
  const sids = Array.from({ length: 80 }, (_, index) => ({ ...STATEMENT, sid: `Read${index}` }));
  const { refusals } = synthesisedStack((stack) => {
    new RoleBoundary(stack, "boundary", { deployment: DEPLOYMENT, statements: sids });
  });
  expect(refusals).toMatchObject([{ code: "POLICY_TOO_LARGE", at: "statements" }]);
});
