// What does a change do to tokens, in every environment? `token-plan.mjs REVISION FILE` writes one text of Markdown for all of them.
import { spawnSync } from "node:child_process";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { deployedEnvironments } from "./environments.mjs";

const MARKER = "<!-- claimsmith token plan -->";

/** Exit codes of `claimsmith plan`: see the README of packages/cli. */
const WIDENED = 3;
const HOW_TO_APPROVE =
  "Somebody gets what they could not. Who stands for it adds `{ id, reason }` for each id that is not approved to `packages/orders-policy/src/approvals.ts`.";
const NOT_MADE = "The plan could not be made: see the log of the job.";

/**
 * The plans of all environments as one text; those that read the same stand once. The first line is the comment's marker.
 *
 * @param {{ environment: string, status: number, markdown: string }[]} plans
 */
export function joinedPlans(plans) {
  const groups = new Map();
  for (const plan of plans) {
    const text = textOf(plan);
    groups.set(text, [...(groups.get(text) ?? []), plan.environment]);
  }
  const sections = [...groups].map(([text, names]) => `**In ${names.join(", ")}**\n\n${text}`);
  return `${[MARKER, ...sections].join("\n\n")}\n`;
}

/** Without its own marker and the headline's name of the environment: it would keep equal plans apart. */
function textOf({ environment, status, markdown }) {
  const text = markdown
    .replace(/^<!--.*-->\n/, "")
    .replace(`, environment ${environment};`, ";")
    .trim();
  if (status === WIDENED) return `${text}\n\n${HOW_TO_APPROVE}`;
  return text === "" ? NOT_MADE : text;
}

/** The exit code for all of them: a plan that failed says more than a widening. */
export function statusOfAll(plans) {
  const failed = plans.map(({ status }) => status).filter((status) => status !== 0);
  return failed.find((status) => status !== WIDENED) ?? failed[0] ?? 0;
}

function plan(root, against, environment) {
  const cli = ["--conditions=@claimsmith/source", "packages/cli/from-source.mjs"];
  const config = ["--config", "packages/orders-policy/claimsmith.config.ts"];
  const options = ["--against", against, "--env", environment, "--format", "markdown"];
  const { status, stdout } = spawnSync(process.execPath, [...cli, ...config, "plan", ...options], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return { environment, status: status ?? 1, markdown: stdout };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , against, file] = process.argv;
  if (!against || !file) throw new TypeError("expected a revision and the file to write");
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const recorded = JSON.parse(readFileSync(join(root, "packages/orders-policy/environments.json"), "utf8"));
  const plans = deployedEnvironments(recorded).map((environment) => plan(root, against, environment));
  const text = joinedPlans(plans);
  writeFileSync(file, text);
  if (process.env.GITHUB_STEP_SUMMARY) appendFileSync(process.env.GITHUB_STEP_SUMMARY, text);
  process.exitCode = statusOfAll(plans);
  if (process.exitCode === WIDENED) console.log(`::error::${HOW_TO_APPROVE}`);
}
