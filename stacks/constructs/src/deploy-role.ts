// What may a job of the pipeline do? A role that only jobs of one repository take on, with the rights that it is given.
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { Construct } from "constructs";
import type { GithubOidc } from "./github-oidc.ts";
import { noteWildcards, policyJson, type Statement } from "./iam/policy-document.ts";
import { policySizeRefusals } from "./iam/policy-size.ts";
import { type Refusal, refuseAtSynth } from "./refusal.ts";
import { DEPLOYMENT_PATH } from "./role-boundary.ts";

/** A role for GitHub Actions. */
export interface DeployRoleOptions {
  readonly oidc: GithubOidc;
  /** Its ARN is `arn:aws:iam::ACCOUNT:role/claimsmith/NAME`: by its path it is none of the roles that it deploys. */
  readonly roleName: string;
  readonly description: string;
  /** `OWNER/NAME` on GitHub. */
  readonly repository: string;
  /**
   * What a job runs for, in GitHub's words, each matched as a whole: `environment:dev`, `pull_request`, `ref:refs/heads/main`.
   * (GitHub: OpenID Connect reference, Example subject claims)
   */
  readonly jobs: readonly [string, ...string[]];
  /** Statements by the name of the policy that holds them. */
  readonly rights: Readonly<Record<string, readonly Statement[]>>;
}

/** Seconds: the least that IAM knows as a role's longest session. A deploy takes minutes. (AWS IAM: Update the maximum session duration) */
const LONGEST_SESSION_SECONDS = 3600;

/** A role that jobs of one repository take on for at most an hour, without stored keys. */
export class DeployRole extends Construct {
  readonly role: IamRole;

  constructor(scope: Construct, id: string, options: DeployRoleOptions) {
    super(scope, id);
    const { oidc, roleName, description, repository, jobs, rights } = options;
    refuseAtSynth(this, () => deployRoleRefusals(options));
    this.role = new IamRole(this, "role", {
      name: roleName,
      path: DEPLOYMENT_PATH,
      description,
      maxSessionDuration: LONGEST_SESSION_SECONDS,
      assumeRolePolicy: oidc.trust(jobs.map((job) => `repo:${repository}:${job}`)),
      ...(oidc.provider !== undefined && { dependsOn: [oidc.provider] }),
    });
    for (const [name, statements] of Object.entries(rights)) this.#policy(name, statements);
  }

  #policy(name: string, statements: readonly Statement[]): void {
    const policy = new IamRolePolicy(this, name, {
      name,
      role: this.role.name,
      policy: policyJson(statements),
    });
    noteWildcards(policy, statements);
  }
}

function deployRoleRefusals({ repository, jobs, rights }: DeployRoleOptions): readonly Refusal[] {
  const checks = [
    {
      isWrong: !/^[A-Za-z0-9-]+\/[\w.-]+$/.test(repository),
      code: "REPOSITORY_MALFORMED",
      at: "repository",
      text: "expected OWNER/NAME of one repository, as in its address on GitHub",
    },
    ...jobs.map((job) => ({
      isWrong: !/^(environment:[^*?]+|ref:refs\/[^*?]+|pull_request)$/.test(job),
      code: "JOB_MALFORMED",
      at: `jobs.${job}`,
      text: "expected environment:NAME, ref:refs/… or pull_request, without wildcards",
    })),
  ];
  const documents = Object.values(rights).map(policyJson);
  return [
    ...checks.filter(({ isWrong }) => isWrong).map(({ code, at, text }) => ({ code, at, text })),
    ...policySizeRefusals("rights", documents, "inlineOfRole"),
  ];
}
