// Can the pipeline deploy what identity and api declare? Every name in their golden files must be within the deploy role's reach.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { builtArn, type Deployment, globalArn } from "@claimsmith/constructs";
import { environments, policy } from "@claimsmith/orders-policy";
import { describe, expect, it } from "vitest";
import { boundaryStatements } from "../src/boundary.ts";
import { allowing, statementsOf } from "./reach.ts";

type Arguments = Readonly<Record<string, unknown>>;
type Golden = { readonly resource: Readonly<Record<string, Readonly<Record<string, Arguments>>>> };

/** By type of resource: what creates it, and its ARN by the argument that names it. */
const NAMED: Readonly<
  Record<string, { readonly action: string; readonly arn: (to: Deployment, named: Arguments) => string }>
> = {
  aws_cloudwatch_dashboard: {
    action: "cloudwatch:PutDashboard",
    arn: (to, { dashboard_name: name }) => globalArn(to, "cloudwatch", `dashboard/${name}`),
  },
  aws_cloudwatch_log_group: {
    action: "logs:CreateLogGroup",
    arn: (to, { name }) => builtArn(to, "logs", `log-group:${name}`),
  },
  aws_cloudwatch_metric_alarm: {
    action: "cloudwatch:PutMetricAlarm",
    arn: (to, { alarm_name: name }) => builtArn(to, "cloudwatch", `alarm:${name}`),
  },
  aws_dynamodb_table: {
    action: "dynamodb:CreateTable",
    arn: (to, { name }) => builtArn(to, "dynamodb", `table/${name}`),
  },
  aws_iam_role: { action: "iam:CreateRole", arn: (to, { name }) => globalArn(to, "iam", `role/${name}`) },
  aws_lambda_function: {
    action: "lambda:CreateFunction",
    arn: (to, { function_name: name }) => builtArn(to, "lambda", `function:${name}`),
  },
  aws_ssm_parameter: {
    action: "ssm:PutParameter",
    arn: (to, { name }) => builtArn(to, "ssm", `parameter${name}`),
  },
};

/** Types that have no name of their own: part of one above, or with an id that the service makes up. */
const UNNAMED =
  /^aws_(apigatewayv2_|appsync_|cloudwatch_log_metric_filter$|cognito_|iam_role_policy$|lambda_(alias|permission)$)/;

const require = createRequire(import.meta.url);
const remote = Object.entries(environments).flatMap(([environment, { account, region, state }]) =>
  state === "local" ? [] : [{ deployment: { environment, account, region }, bucket: state.bucket }],
);
const stacks = remote.flatMap((each) =>
  ["identity", "api"].map((stack) => ({ ...each, stack, name: `${stack}-${each.deployment.environment}` })),
);

describe.each(stacks)("$name", ({ deployment, bucket, stack, name }) => {
  const path = require.resolve(`@claimsmith/${stack}/golden/${name}.tf.json`);
  const { resource } = JSON.parse(readFileSync(path, "utf8")) as Golden;
  const deploy = statementsOf("deploy", { policyName: policy.name, deployment, bucket });

  it("has no type of resource that this test knows nothing of", () => {
    expect(Object.keys(resource).filter((type) => !(type in NAMED) && !UNNAMED.test(type))).toEqual([]);
  });

  const types = Object.keys(resource).filter((type) => type in NAMED);
  it.each(types)("names each %s so that a deploy may create it", (type) => {
    const { action = "", arn } = NAMED[type] ?? {};
    const arns = Object.values(resource[type] ?? {}).map((each) => arn?.(deployment, each) ?? "");
    expect(arns.filter((each) => allowing(deploy, action, each).length === 0)).toEqual([]);
  });

  /** A reference to an alias is one to a function of the stack: it could be any. */
  const literalArns = (text: string): readonly string[] =>
    /^\$\{aws_lambda_alias\./.test(text)
      ? Object.values(resource.aws_lambda_function ?? {}).map(({ function_name: functionName }) =>
          builtArn(deployment, "lambda", `function:${functionName}:live`),
        )
      : [text];

  it("gives its roles nothing that their boundary would take away", () => {
    const boundary = boundaryStatements({ policyName: policy.name, deployment });
    const given = Object.values(resource.aws_iam_role_policy ?? {}).flatMap((each) => {
      const { Statement } = each.policy as { Statement: { Action: string[]; Resource: string[] }[] };
      return Statement.flatMap(({ Action, Resource }) =>
        Action.flatMap((action) => Resource.flatMap(literalArns).map((arn) => ({ action, arn }))),
      );
    });
    expect(given.length).toBeGreaterThan(0);
    expect(given.filter(({ action, arn }) => allowing(boundary, action, arn).length === 0)).toEqual([]);
  });
});
