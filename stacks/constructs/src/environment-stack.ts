// What has every stack of an environment? A provider bound to its account, a place for its state, and the guardrails.
import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { type App, LocalBackend, S3Backend, TerraformStack } from "cdktf";
import type { Deployment } from "./deployment.ts";
import { guardrailRefusals } from "./guardrails/index.ts";
import { refuseAtSynth } from "./refusal.ts";

/** Where a stack goes, and where Terraform keeps what it deployed. */
export interface EnvironmentStackOptions {
  readonly deployment: Deployment;
  /**
   * `local`: the file `terraform.STACK.tfstate` in the working directory. A bucket: `STACK.tfstate` in it, encrypted, locked by S3
   * itself; in the account and region of the deployment. (Terraform: Backend type s3)
   */
  readonly state: "local" | { readonly bucket: string };
}

/** A stack of one environment. Guardrails are held against what it synthesises, and refuse it. */
export class EnvironmentStack extends TerraformStack {
  readonly deployment: Deployment;

  /** `name` is the stack's name, like `identity-dev`. */
  constructor(app: App, name: string, { deployment, state }: EnvironmentStackOptions) {
    super(app, name);
    this.deployment = deployment;
    const { account, region } = deployment;
    new AwsProvider(this, "aws", { region, allowedAccountIds: [account] });
    if (state === "local") new LocalBackend(this);
    else remoteState(this, { bucket: state.bucket, account, region });
    refuseAtSynth(this, () => guardrailRefusals(this.toTerraform(), deployment));
  }
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
