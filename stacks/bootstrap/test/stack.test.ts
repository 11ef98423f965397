// What does bootstrap make, and for whom? The stacks as Terraform would read them.
import { guardrailRefusals, roleBoundaryArn, StackRefusal } from "@claimsmith/constructs";
import { describe, expect, it } from "vitest";
import { boundaryStatements } from "../src/boundary.ts";
import { rightsOf } from "../src/rights.ts";
import { APPLICATION, bootstrapped } from "./application.ts";

type Arguments = Readonly<Record<string, unknown>>;
type Stack = ReturnType<typeof bootstrapped>[string];

const stacks = bootstrapped();
const DEV = { environment: "dev", account: "111122223333", region: "eu-west-1" };

function resources(stack: Stack | undefined, type: string): readonly Arguments[] {
  const all = stack?.resource as Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
  return Object.values(all[type] ?? {});
}

function role(stack: Stack | undefined, name: string): Arguments {
  return resources(stack, "aws_iam_role").find((each) => each.name === name) ?? {};
}

function trustOf(stack: Stack | undefined, name: string): unknown {
  return JSON.parse(String(role(stack, name).assume_role_policy)).Statement;
}

it("has a stack for each environment with a bucket", () => {
  expect(Object.keys(stacks)).toEqual(["bootstrap-dev", "bootstrap-prod"]);
});

it.each([
  [false, "s3"],
  [true, "local"],
] as const)("keeps its own state: in a file %s, so %s", (stateInFile, backend) => {
  const { "bootstrap-dev": stack } = bootstrapped({ stateInFile });
  const { terraform } = stack as { terraform: { backend: object } };
  expect(Object.keys(terraform.backend)).toEqual([backend]);
});

describe.each([
  ["dev", "111122223333"],
  ["prod", "444455556666"],
])("in %s", (environment, account) => {
  const stack = stacks[`bootstrap-${environment}`];
  const statement = (jobs: readonly string[]) => ({
    Sid: "GithubActions",
    Effect: "Allow",
    Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: {
        "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
        "token.actions.githubusercontent.com:sub": jobs.map((job) => `repo:example-team/orders:${job}`),
      },
    },
  });

  it("lets only jobs of the environment deploy", () => {
    expect(trustOf(stack, `${environment}-deploy`)).toEqual([statement([`environment:${environment}`])]);
  });

  it("lets pull requests and the main branch plan", () => {
    expect(trustOf(stack, `${environment}-plan`)).toEqual([
      statement(["pull_request", "ref:refs/heads/main"]),
    ]);
  });

  it.each(["deploy", "plan"] as const)("gives the role of a %s what the table says, for an hour", (job) => {
    const { max_session_duration, path } = role(stack, `${environment}-${job}`);
    expect({ max_session_duration, path }).toEqual({ max_session_duration: 3600, path: "/claimsmith/" });
    const deployment = { environment, account, region: environment === "dev" ? "eu-west-1" : "eu-central-1" };
    const rights = rightsOf(job, {
      policyName: "orders",
      deployment,
      bucket: `example-state-${environment}`,
    });
    const policies = Object.entries(rights).map(([name, statements]) => [
      name,
      statements.map(({ sid }) => sid),
    ]);
    const given = resources(stack, "aws_iam_role_policy")
      .filter((each) => String(each.role).includes(`.${job}_role_`))
      .map(({ name, policy }) => [
        name,
        JSON.parse(String(policy)).Statement.map(({ Sid }: { Sid: string }) => Sid),
      ]);
    expect(Object.fromEntries(given)).toEqual(Object.fromEntries(policies));
  });

  it("makes the boundary that stacks name", () => {
    const [boundary, ...others] = resources(stack, "aws_iam_policy");
    expect(others).toEqual([]);
    expect(`arn:aws:iam::${account}:policy${boundary?.path}${boundary?.name}`).toBe(
      roleBoundaryArn({ environment, account, region: "eu-west-1" }),
    );
  });

  it("leaves the pipeline's own roles without it: nothing that is deployed makes them", () => {
    expect(resources(stack, "aws_iam_role").map((each) => each.permissions_boundary)).toEqual([
      undefined,
      undefined,
    ]);
  });

  it("is refused by no guardrail", () => {
    expect(guardrailRefusals(stack, { environment: "prod" })).toEqual([]);
  });
});

it("gives roles nothing in the boundary that reaches IAM, and of Cognito one user's attributes to read", () => {
  const actions = boundaryStatements({ policyName: "orders", deployment: DEV }).flatMap(
    (each) => each.actions,
  );
  const services = actions.map((action) => action.split(":")[0]);
  expect([...new Set(services)].sort()).toEqual(["cognito-idp", "dynamodb", "kms", "lambda", "logs"]);
  expect(actions.filter((action) => action.startsWith("cognito-idp:"))).toEqual(["cognito-idp:AdminGetUser"]);
});

it("makes no OIDC provider where the account has one", () => {
  const repository = { ...APPLICATION.repository, oidcProviderExistsIn: ["prod"] };
  const made = Object.values(bootstrapped({ repository })).map(
    (stack) => resources(stack, "aws_iam_openid_connect_provider").length,
  );
  expect(made).toEqual([1, 0]);
});

describe("refuses", () => {
  const qa = { account: DEV.account, region: "us-east-1", state: { bucket: "example-state-qa" } };
  it.each([
    [
      "an account of two environments",
      { environments: { ...APPLICATION.environments, qa } },
      ["ACCOUNT_SHARED", "environments.qa.account"],
    ],
    [
      "a provider in an environment that there is not",
      { repository: { ...APPLICATION.repository, oidcProviderExistsIn: ["production"] } },
      ["ENVIRONMENT_UNKNOWN", "repository.oidcProviderExistsIn.production"],
    ],
  ])("%s", (_what, changes, [code, at]) => {
    let refused: unknown;
    try {
      bootstrapped(changes);
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(StackRefusal);
    expect((refused as StackRefusal).refusals).toMatchObject([{ code, at }]);
  });
});
