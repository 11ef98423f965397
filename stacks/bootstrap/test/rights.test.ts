// Are the pipeline's rights the least that its jobs need? Held against what Terraform called, and against what the roles must never reach.
import { EnvironmentStack, type EnvironmentStackOptions, roleBoundaryArn } from "@claimsmith/constructs";
import { synthesised } from "@claimsmith/constructs/testing";
import { describe, expect, it } from "vitest";
import type { Job, RightsScope } from "../src/rights.ts";
import { RIGHTS } from "../src/rights-table.ts";
import providerCalls from "./provider-calls.json" with { type: "json" };
import { allowing, statementsOf } from "./reach.ts";

const deployment = { environment: "dev", account: "111122223333", region: "eu-west-1" };
const scope: RightsScope = { policyName: "orders", deployment, bucket: "example-state-dev" };
const plan = statementsOf("plan", scope);
const deploy = statementsOf("deploy", scope);
const actionsOf = {
  plan: plan.flatMap(({ actions }) => actions),
  deploy: deploy.flatMap(({ actions }) => actions),
};

/** It needs no right. (AWS API Reference: GetCallerIdentity) */
const FREE = ["sts:GetCallerIdentity"];

describe.each(["plan", "deploy"] as const)("the role of a %s", (job: Job) => {
  it("may call what Terraform was seen to call", () => {
    const missing = providerCalls[job].filter((call) => ![...FREE, ...actionsOf[job]].includes(call));
    expect(missing).toEqual([]);
  });
});

it("names every action in full", () => {
  expect(actionsOf.deploy.filter((action) => !/^[a-z0-9-]+:[A-Za-z]+$/.test(action))).toEqual([]);
});

it("has no right twice", () => {
  const sids = Object.values(RIGHTS).flatMap((rows) => rows.map(({ sid }) => sid));
  expect(sids).toEqual([...new Set(sids)]);
});

it("lets a plan only look", () => {
  const looking = /^(apigateway:GET|[a-z0-9-]+:(Describe|Get|List)[A-Za-z]*)$/;
  expect(actionsOf.plan.filter((action) => !looking.test(action))).toEqual([]);
});

it("lets a plan read no message, no item and no user", () => {
  const data = /^(logs:GetLogEvents|dynamodb:GetItem|dynamodb:Scan|cognito-idp:(AdminGet|List)User)/;
  expect(actionsOf.plan.filter((action) => data.test(action))).toEqual([]);
});

const arn = (service: string, resource: string, account = deployment.account) =>
  `arn:aws:${service}:${service === "iam" ? "" : deployment.region}:${account}:${resource}`;

/** What a deploy does, and the same for what is none of its business. */
const REACH = [
  ["lambda:UpdateFunctionCode", arn("lambda", "function:orders-dev-orders-api"), true],
  ["lambda:UpdateFunctionCode", arn("lambda", "function:orders-prod-orders-api"), false],
  ["lambda:UpdateFunctionCode", arn("lambda", "function:billing"), false],
  ["lambda:UpdateFunctionCode", arn("lambda", "function:orders-dev-orders-api", "999999999999"), false],
  ["iam:PutRolePolicy", arn("iam", "role/orders-dev-orders-api"), true],
  ["iam:PutRolePolicy", arn("iam", "role/claimsmith/dev-deploy"), false],
  ["iam:UpdateAssumeRolePolicy", arn("iam", "role/claimsmith/dev-deploy"), false],
  ["iam:PassRole", arn("iam", "role/claimsmith/dev-deploy"), false],
  ["iam:PassRole", arn("iam", "role/admin"), false],
  ["iam:CreatePolicyVersion", roleBoundaryArn(deployment), false],
  ["iam:DeleteRolePermissionsBoundary", arn("iam", "role/orders-dev-orders-api"), false],
  ["iam:AttachRolePolicy", arn("iam", "role/orders-dev-orders-api"), false],
  ["dynamodb:DeleteTable", arn("dynamodb", "table/orders-dev-membership"), true],
  ["dynamodb:DeleteTable", arn("dynamodb", "table/orders"), false],
  ["ssm:PutParameter", arn("ssm", "parameter/claimsmith/orders/dev/issuer"), true],
  ["ssm:PutParameter", arn("ssm", "parameter/claimsmith/orders/prod/issuer"), false],
  ["cognito-idp:DeleteUserPool", arn("cognito-idp", "userpool/eu-west-1_AbCdEfGhI"), true],
  ["cognito-idp:DeleteUserPool", arn("cognito-idp", "userpool/eu-west-1_AbCdEfGhI", "999999999999"), false],
  ["s3:PutObject", "arn:aws:s3:::example-state-dev/identity-dev.tfstate", true],
  ["s3:PutObject", "arn:aws:s3:::example-state-dev/api-dev.tfstate.tflock", true],
  ["s3:DeleteObject", "arn:aws:s3:::example-state-dev/api-dev.tfstate.tflock", true],
  ["s3:DeleteObject", "arn:aws:s3:::example-state-dev/api-dev.tfstate", false],
  ["s3:PutObject", "arn:aws:s3:::example-state-dev/bootstrap-dev.tfstate", false],
  ["s3:GetObject", "arn:aws:s3:::example-state-dev/bootstrap-dev.tfstate", false],
  ["s3:PutBucketPolicy", "arn:aws:s3:::example-state-dev", false],
] as const;

it.each(REACH)("a deploy's %s of %s: %s", (action, resource, expected) => {
  expect(allowing(deploy, action, resource).length > 0).toBe(expected);
});

it.each(["iam:CreateRole", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"])(
  "lets a deploy %s only within the boundary",
  (action) => {
    const statements = allowing(deploy, action, arn("iam", "role/orders-dev-orders-api"));
    const conditions = { StringEquals: { "iam:PermissionsBoundary": [roleBoundaryArn(deployment)] } };
    expect(statements.map((statement) => statement.conditions)).toEqual([conditions]);
  },
);

it("lets a deploy hand roles to Lambda and AppSync alone", () => {
  const statements = allowing(deploy, "iam:PassRole", arn("iam", "role/orders-dev-orders-api"));
  const services = ["lambda.amazonaws.com", "appsync.amazonaws.com"];
  expect(statements.map(({ conditions }) => conditions)).toEqual([
    { StringEquals: { "iam:PassedToService": services } },
  ]);
});

it.each(["identity-dev", "api-dev"])("reaches the state of %s where the stack keeps it", (name) => {
  const options: EnvironmentStackOptions = { deployment, state: { bucket: scope.bucket } };
  const { [name]: stack = {} } = synthesised((app) => new EnvironmentStack(app, name, options));
  const { backend } = stack.terraform as { backend: { s3: { bucket: string; key: string } } };
  const object = `arn:aws:s3:::${backend.s3.bucket}/${backend.s3.key}`;
  expect(allowing(plan, "s3:GetObject", object)).toHaveLength(1);
  expect(allowing(deploy, "s3:PutObject", object)).toHaveLength(1);
  expect(allowing(plan, "s3:GetObject", `${object}.tflock`)).toEqual([]);
});
