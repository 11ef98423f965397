// How is one stack synthesised, planned, deployed and destroyed? By cdktf as a developer would, and by Terraform for what cdktf does not do.
import { join } from "node:path";
import { type ApplicationName, CDKTF, makeApplicationFolder } from "./applications.ts";
import type { LocalAws } from "./local-aws.ts";
import { type PlannedChanges, plannedChanges } from "./planned-changes.ts";
import { type CommandResult, type Log, runCommand, succeeded } from "./run-command.ts";
import type { Tools } from "./tools.ts";

/** What all stacks of one run share. */
export interface Workplace {
  /** A folder of this run alone. */
  readonly folder: string;
  readonly tools: Tools;
  readonly aws: LocalAws;
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
}

/** What a command may be told besides. */
export interface RunOptions {
  /** Further environment variables. */
  readonly env?: Readonly<Record<string, string>>;
  /** Resources at a time. Default: Terraform's 10. */
  readonly parallelism?: number;
}

/** One stack. All stacks of an application run from one folder, as in the repository. */
export class StackRunner {
  readonly name: string;
  readonly #workplace: Workplace;
  /** Where cdktf runs, and where a local state is kept. */
  readonly #applicationFolder: string;
  /** Where Terraform runs. It reads every `*_override.tf.json` there over what was synthesised. */
  readonly folder: string;

  constructor(workplace: Workplace, application: ApplicationName, environment: string) {
    this.name = `${application}-${environment}`;
    this.#workplace = workplace;
    this.#applicationFolder = join(workplace.folder, application);
    this.folder = join(this.#applicationFolder, "cdktf.out/stacks", this.name);
    makeApplicationFolder(this.#applicationFolder, application);
  }

  /** `cdktf synth` of a release, whatever its status. */
  synth(release: string): Promise<CommandResult> {
    return this.#cdktf(["synth"], { env: { CLAIMSMITH_RELEASE: release } });
  }

  /** `cdktf deploy` of a release, whatever its status. */
  tryDeploy(release: string, { env, parallelism }: RunOptions = {}): Promise<CommandResult> {
    const more = parallelism === undefined ? [] : [`--terraform-parallelism=${parallelism}`];
    return this.#cdktf(["deploy", this.name, ...UNATTENDED, ...more], {
      env: { ...env, CLAIMSMITH_RELEASE: release },
    });
  }

  /**
   * `cdktf deploy` of a release.
   * @throws DeployLocalError COMMAND_FAILED
   */
  async deploy(release: string): Promise<void> {
    succeeded(await this.tryDeploy(release), `cdktf deploy ${this.name}`);
  }

  /**
   * `cdktf destroy` of what was deployed last.
   * @throws DeployLocalError COMMAND_FAILED
   */
  async destroy(): Promise<void> {
    const result = await this.#cdktf(["destroy", this.name, ...UNATTENDED, "--skip-synth"], {});
    succeeded(result, `cdktf destroy ${this.name}`);
  }

  /**
   * Would another apply of what is deployed change nothing?
   * @throws DeployLocalError COMMAND_FAILED
   */
  async isUnchanged(): Promise<boolean> {
    const result = await this.terraform(["plan", "-no-color", "-detailed-exitcode"]);
    // 2 is Terraform's word for a plan that is not empty. (Terraform: Command: plan)
    if (result.exitCode === 2) return false;
    succeeded(result, `terraform plan of ${this.name}`);
    return true;
  }

  /**
   * What would change if a release were deployed.
   * @throws DeployLocalError COMMAND_FAILED
   */
  async plan(release: string): Promise<PlannedChanges> {
    succeeded(await this.synth(release), `cdktf synth of ${this.name}`);
    await this.#terraformMust(["init", "-no-color"]);
    await this.#terraformMust(["plan", "-no-color", "-out=saved.plan"]);
    // Not logged: the JSON shows values that plans as text hide.
    const { stdout } = await this.#terraformMust(["show", "-json", "saved.plan"], () => {});
    return plannedChanges(stdout);
  }

  /** `terraform` in the folder of what was synthesised last, whatever its status. */
  terraform(args: readonly string[], log: Log = this.#workplace.log): Promise<CommandResult> {
    const { tools, aws, signal } = this.#workplace;
    return runCommand(tools.terraform, args, { cwd: this.folder, env: aws.env, log, signal });
  }

  async #terraformMust(args: readonly string[], log?: Log): Promise<CommandResult> {
    return succeeded(await this.terraform(args, log), `terraform ${args[0]} of ${this.name}`);
  }

  #cdktf(args: readonly string[], { env = {} }: RunOptions): Promise<CommandResult> {
    const { aws, log, signal } = this.#workplace;
    return runCommand(process.execPath, [CDKTF, ...args], {
      cwd: this.#applicationFolder,
      env: { ...aws.env, ...env },
      log,
      signal,
    });
  }
}

/** Nobody is asked; and the lock is not extended by the checksums of other machines' providers, which takes the registry. */
const UNATTENDED = ["--auto-approve", "--no-color", "--skip-provider-lock"];
