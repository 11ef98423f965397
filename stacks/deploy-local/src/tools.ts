// What must this machine have? Terraform, the AWS provider and moto; one line names everything that is missing.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanEnvironment } from "./clean-environment.ts";
import { AWS_PROVIDER, findMirror, mirrorConfiguration, mirrorRoots } from "./provider-mirror.ts";
import { firstError, type Log, runCommand } from "./run-command.ts";

/** What commands need to run Terraform. */
export interface Tools {
  /** `terraform`, or what `TERRAFORM_BINARY_NAME` says: `tofu`, say. cdktf reads the same variable. */
  readonly terraform: string;
  /** The environment of commands: see `cleanEnvironment`; the provider is found without the network. */
  readonly env: Readonly<Record<string, string>>;
}

/** Tools, or why there are none. */
export type FoundTools = { readonly tools: Tools } | { readonly missing: string };

/** Where and how to look. */
export interface ToolSearch {
  /** Keeps the provider between runs: Terraform downloads it once, where no mirror has it. */
  readonly folder: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
}

/** Tries each tool. All that is missing is in one line. */
export async function findTools({ folder, variables, log, signal }: ToolSearch): Promise<FoundTools> {
  mkdirSync(folder, { recursive: true });
  const terraform = variables.TERRAFORM_BINARY_NAME || "terraform";
  const env = cleanEnvironment({ ...variables });
  const run = (command: string, args: readonly string[], more = {}) =>
    runCommand(command, args, { cwd: folder, env: { ...env, ...more }, log, signal });
  const [version, moto] = await Promise.all([run(terraform, ["version"]), run("moto_server", ["--help"])]);
  const missing = [
    ...(version.exitCode === 0 ? [] : [`${terraform} on PATH`]),
    ...(moto.exitCode === 0 ? [] : ["moto_server on PATH (pip install 'moto[server]')"]),
  ];
  if (version.exitCode === 0) {
    writeFileSync(join(folder, "main.tf.json"), PROVIDER_ALONE);
    const init = await run(terraform, ["init", "-no-color"], cliConfiguration(folder, variables));
    const { source, version: wanted } = AWS_PROVIDER;
    if (init.exitCode !== 0) missing.push(`the provider ${source} ${wanted} (${firstError(init)})`);
  }
  if (missing.length > 0) return { missing: `needs ${missing.join(", ")}` };
  const TF_CLI_CONFIG_FILE = join(folder, "installed.tfrc");
  writeFileSync(TF_CLI_CONFIG_FILE, mirrorConfiguration(join(folder, ".terraform/providers")));
  return { tools: { terraform, env: { ...env, TERRAFORM_BINARY_NAME: terraform, TF_CLI_CONFIG_FILE } } };
}

const PROVIDER_ALONE = JSON.stringify({ terraform: { required_providers: { aws: AWS_PROVIDER } } });

/** The configuration that somebody chose; else one for a mirror; else none, which is the network. */
function cliConfiguration(
  folder: string,
  { TF_CLI_CONFIG_FILE, HOME }: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  if (TF_CLI_CONFIG_FILE && existsSync(TF_CLI_CONFIG_FILE)) return { TF_CLI_CONFIG_FILE };
  const mirror = findMirror(mirrorRoots(HOME));
  if (mirror === undefined) return {};
  const path = join(folder, "mirror.tfrc");
  writeFileSync(path, mirrorConfiguration(mirror));
  return { TF_CLI_CONFIG_FILE: path };
}
