// Who takes on a role of the pipeline, and what is refused of one before IAM would?
import { describe, expect, it } from "vitest";
import { DeployRole, type DeployRoleOptions, GithubOidc, type Statement } from "../src/index.ts";
import { DEPLOYMENT, resourceOf, resourcesOf, synthesisedStack } from "./synthesised.ts";

const READ: Statement = {
  sid: "Read",
  actions: ["ssm:GetParameter"],
  resources: ["arn:aws:ssm:::parameter/a"],
};

function deployRole(changes: Partial<DeployRoleOptions> = {}, exists = false) {
  return synthesisedStack((stack) => {
    const oidc = new GithubOidc(stack, "github", { deployment: DEPLOYMENT, exists });
    new DeployRole(stack, "role", {
      oidc,
      roleName: "dev-deploy",
      description: "Deploys",
      repository: "example-team/orders",
      jobs: ["environment:dev"],
      rights: { parameters: [READ] },
      ...changes,
    });
  });
}

it("trusts the jobs that are named, word for word, of one repository and for AWS", () => {
  const { assume_role_policy } = resourceOf(
    deployRole({ jobs: ["environment:dev", "pull_request"] }),
    "aws_iam_role",
  );
  expect(JSON.parse(String(assume_role_policy)).Statement).toMatchObject([
    {
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
          "token.actions.githubusercontent.com:sub": [
            "repo:example-team/orders:environment:dev",
            "repo:example-team/orders:pull_request",
          ],
        },
      },
    },
  ]);
});

it("makes the provider before the role that trusts it", () => {
  const stack = deployRole();
  expect(resourceOf(stack, "aws_iam_openid_connect_provider")).toMatchObject({
    url: "https://token.actions.githubusercontent.com",
    client_id_list: ["sts.amazonaws.com"],
  });
  expect(resourceOf(stack, "aws_iam_role").depends_on).toEqual([
    expect.stringMatching(/^aws_iam_openid_connect_provider\./),
  ]);
});

it("trusts the provider that the account has", () => {
  const stack = deployRole({}, true);
  expect(resourcesOf(stack, "aws_iam_openid_connect_provider")).toEqual([]);
  expect(resourceOf(stack, "aws_iam_role").assume_role_policy).toContain(
    `arn:aws:iam::${DEPLOYMENT.account}:oidc-provider/token.actions.githubusercontent.com`,
  );
});

describe("refuses", () => {
  const many = Array.from(
    { length: 300 },
    (_, index) => `arn:aws:ssm:::parameter/claimsmith/number-${index}`,
  );
  const large = { ...READ, resources: [READ.resources[0], ...many] } as const;
  it.each<[string, Partial<DeployRoleOptions>, string, unknown]>([
    ["a repository without its owner", { repository: "orders" }, "REPOSITORY_MALFORMED", "repository"],
    ["every repository of an owner", { repository: "example-team/*" }, "REPOSITORY_MALFORMED", "repository"],
    ["every job", { jobs: ["*"] }, "JOB_MALFORMED", "jobs.*"],
    ["every branch", { jobs: ["ref:refs/heads/*"] }, "JOB_MALFORMED", "jobs.ref:refs/heads/*"],
    [
      "more than IAM takes of one role",
      { rights: { one: [large], other: [READ] } },
      "POLICY_TOO_LARGE",
      "rights",
    ],
    [
      "a wildcard without its reason",
      { rights: { all: [{ ...READ, resources: ["*"] }] } },
      "WILDCARD_WITHOUT_REASON",
      expect.stringMatching(/^aws_iam_role_policy\..+\.policy\.Read$/),
    ],
  ])("%s", (_what, changes, code, at) => {
    expect(deployRole(changes).refusals).toMatchObject([{ code, at }]);
  });
});
