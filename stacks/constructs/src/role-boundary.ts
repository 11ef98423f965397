// What can no role of an environment ever do, whoever writes its policy? Whatever its boundary leaves out.
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy/index.js";
import { Construct } from "constructs";
import { type Deployment, globalArn } from "./deployment.ts";
import { noteWildcards, policyJson, type Statement } from "./iam/policy-document.ts";
import { policySizeRefusals } from "./iam/policy-size.ts";
import { refuseAtSynth } from "./refusal.ts";

/** Where roles and policies stand that are made for deploying, apart from those that are deployed. (AWS IAM: IAM identifiers, paths) */
export const DEPLOYMENT_PATH = "/claimsmith/";

/** The boundary of an environment's roles, built: stacks name it, `RoleBoundary` makes it. */
export function roleBoundaryArn(deployment: Deployment): string {
  return globalArn(deployment, "iam", `policy${DEPLOYMENT_PATH}${boundaryName(deployment)}`);
}

/** The boundary of one environment. */
export interface RoleBoundaryOptions {
  readonly deployment: Deployment;
  /** The most that a role may be given. By itself it gives nothing. */
  readonly statements: readonly Statement[];
}

/**
 * The permissions boundary of every role that the stacks of an environment make (`EnvironmentStack`). Without it, who may
 * write the policies of a function's role could write one that allows everything, and run as that function.
 * (AWS IAM: Permissions boundaries for IAM entities, Delegating responsibility to others using permissions boundaries)
 */
export class RoleBoundary extends Construct {
  readonly arn: string;
  readonly policy: IamPolicy;

  constructor(scope: Construct, id: string, { deployment, statements }: RoleBoundaryOptions) {
    super(scope, id);
    this.arn = roleBoundaryArn(deployment);
    const policy = policyJson(statements);
    refuseAtSynth(this, () => policySizeRefusals("statements", [policy], "managed"));
    this.policy = new IamPolicy(this, "policy", {
      name: boundaryName(deployment),
      path: DEPLOYMENT_PATH,
      description: `The most that a role which is deployed to ${deployment.environment} may do`,
      policy,
    });
    noteWildcards(this.policy, statements);
  }
}

function boundaryName({ environment }: Deployment): string {
  return `${environment}-roles`;
}
