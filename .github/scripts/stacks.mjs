// How is an environment planned, deployed or looked at for drift? `stacks.mjs diff|deploy|drift ENVIRONMENT`: identity first, then API.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The pool comes first: the API finds it by its SSM parameters. */
const APPLICATIONS = ["identity", "api"];

/** A plan writes nothing, so it takes no lock, which the plan role could not write. */
const NO_LOCK = { TF_CLI_ARGS_plan: "-lock=false" };

const PNPM = ["npx", "-y", "pnpm@12", "exec"];
/** The lock would be extended by the checksums of other machines' providers. The provider's version stands in the stacks. */
const QUIET = ["--no-color", "--skip-provider-lock"];

/** Terraform's word for a plan that is not empty. (Terraform: Command: plan, -detailed-exitcode) */
const NOT_EMPTY = 2;

/** What each action runs for one stack. `within`: a folder of the application, where that is not the application itself. */
const ACTIONS = {
  diff: { env: NO_LOCK, commands: (stack) => [{ run: [...PNPM, "cdktf", "diff", stack, ...QUIET] }] },
  deploy: {
    env: {},
    commands: (stack) => [{ run: [...PNPM, "cdktf", "deploy", stack, "--auto-approve", ...QUIET] }],
  },
  drift: {
    env: NO_LOCK,
    goesOn: true,
    commands: (stack) => {
      const within = join("cdktf.out/stacks", stack);
      return [
        { run: [...PNPM, "cdktf", "synth"] },
        { within, run: ["terraform", "init", "-input=false", "-no-color"] },
        { within, run: ["terraform", "plan", "-input=false", "-no-color", "-detailed-exitcode"] },
      ];
    },
  },
};

/**
 * Runs an action on both stacks.
 *
 * @param {(command: string[], options: { cwd: string, env: object }) => number} run gives the status of a command
 * @returns {string[]} what failed: nothing where all is well
 */
export function onStacks(root, { action, environment }, run) {
  const row = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  if (row === undefined || !/^[\w-]+$/.test(environment ?? ""))
    throw new TypeError(`expected ${Object.keys(ACTIONS).join(", ")} and the name of an environment`);
  const failures = [];
  for (const application of APPLICATIONS) {
    const stack = `${application}-${environment}`;
    const folder = join(root, "stacks", application);
    const failure = failureOf(row.commands(stack), (command, within = "") =>
      run(command, { cwd: join(folder, within), env: row.env }),
    );
    if (failure === undefined) continue;
    failures.push(`${stack}: ${failure}`);
    if (!row.goesOn) break;
  }
  return failures;
}

function failureOf(commands, run) {
  for (const { run: command, within } of commands) {
    const status = run(command, within);
    if (status === 0) continue;
    const asksForDrift = command.includes("-detailed-exitcode");
    if (asksForDrift && status === NOT_EMPTY)
      return "what runs is not what was deployed: the plan is not empty";
    return `${command.join(" ")} ended with ${status}`;
  }
  return undefined;
}

function runCommand([command, ...args], { cwd, env }) {
  console.log(`::group::${[command, ...args].join(" ")}`);
  const automation = { CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", TF_INPUT: "0" };
  const { status } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...automation, ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
  console.log("::endgroup::");
  return status ?? 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , action, environment] = process.argv;
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const failures = onStacks(root, { action, environment }, runCommand);
  for (const failure of failures) console.log(`::error::${failure}`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}
