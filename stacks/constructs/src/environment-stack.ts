// What has every stack of an environment? A provider bound to its account, a place for its state, and the guardrails.
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { type App, Aspects, LocalBackend, S3Backend, TerraformStack } from "cdktf";
import type { Deployment } from "./deployment.ts";
import { guardrailRefusals } from "./guardrails/index.ts";
import { refuseAtSynth } from "./refusal.ts";
import { roleBoundaryArn } from "./role-boundary.ts";

/** Where a stack goes, and where Terraform keeps what it deployed. */
export interface EnvironmentStackOptions {
  readonly deployment: Deployment;
  /**
   * `local`: the file `terraform.STACK.tfstate` in the working directory. A bucket: `STACK.tfstate` in it, encrypted, locked by S3
   * itself; in the account and region of the deployment. (Terraform: Backend type s3)
   */
  readonly state: "local" | { readonly bucket: string };
  /**
   * False leaves the roles of the stack without the boundary of their environment (`RoleBoundary`): for the stack that makes the
   * boundary. Default: true where the state is in a bucket, since whoever deploys there may make no other roles.
   */
  readonly boundRoles?: boolean;
}

/** A stack of one environment. Guardrails are held against what it synthesises, and refuse it. */
export class EnvironmentStack extends TerraformStack {
  readonly deployment: Deployment;

  /** `name` is the stack's name, like `identity-dev`. */
  constructor(app: App, name: string, options: EnvironmentStackOptions) {
    super(app, name);
    const { deployment, state, boundRoles = state !== "local" } = options;
    this.deployment = deployment;
    const { account, region } = deployment;
    new AwsProvider(this, "aws", { region, allowedAccountIds: [account] });
    if (state === "local") new LocalBackend(this);
    else remoteState(this, { bucket: state.bucket, account, region });
    if (boundRoles) boundEveryRole(this, roleBoundaryArn(deployment));
    refuseAtSynth(this, () => guardrailRefusals(this.toTerraform(), deployment));
  }
}

/** Whatever made them: a role without the boundary would be refused by IAM half-way through a deploy. */
function boundEveryRole(stack: TerraformStack, boundaryArn: string): void {
  Aspects.of(stack).add({
    visit: (node) => {
      if (node instanceof IamRole) node.permissionsBoundary = boundaryArn;
    },
  });
}

function remoteState(
  stack: TerraformStack,
  { bucket, account, region }: { readonly bucket: string; readonly account: string; readonly region: string },
): void {
  new S3Backend(stack, { bucket, region, key: `${stack.node.id}.tfstate`, encrypt: true });
  // Not in the types of this cdktf: locking by S3 itself, and the check of the account before the state is read.
  stack.addOverride("terraform.backend.s3.use_lockfile", true);
  stack.addOverride("terraform.backend.s3.allowed_account_ids", [account]);
}
