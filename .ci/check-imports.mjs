// Does every import respect the table in boundaries.mjs? Prints each one that does not, with what its file may import.
// Without it the evaluator would sooner or later pull the validator, or node:crypto, into the Lambda: types do not notice.
import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as table from "./boundaries.mjs";
import { readImports } from "./read-imports.mjs";
import { sourceFiles, workspacePackages } from "./workspace.mjs";

const SCOPE = "@claimsmith/";

/**
 * All offences of a workspace against a table of boundaries, one line each; none where all is well.
 *
 * @param {string} root the folder of the workspace
 * @param {typeof import("./boundaries.mjs")} boundaries
 * @returns {string[]}
 */
export function importProblems(root, boundaries) {
  const packages = new Map(workspacePackages(root).map((each) => [each.short, each]));
  const problems = [...packages.values()].flatMap((owner) => {
    const row = boundaries.BOUNDARIES[owner.folder];
    if (row === undefined) return [`${owner.folder} has no row in .ci/boundaries.mjs: add one`];
    const context = { root, owner, row, packages, boundaries };
    return [...manifestProblems(context), ...fileProblems(context)];
  });
  return [...problems, ...cycles(packages)];
}

function manifestProblems({ owner, row, boundaries }) {
  const at = `${owner.folder}/package.json`;
  const problems = [];
  for (const name of owner.declared) {
    const inSource = owner.dependencies.has(name);
    const allowed = allowedList(row, inSource, boundaries);
    if (name.startsWith(SCOPE)) {
      const short = name.slice(SCOPE.length);
      if (allowed.workspace === "any") continue;
      if (allowed.workspace.some((entry) => entry.split("/")[0] === short)) continue;
      problems.push(`${at} depends on ${name}; ${inWords(allowed)}`);
    } else if (inSource && !npmAllowed(name, { owner, row, boundaries })) {
      problems.push(`${at} depends on ${name}; ${inWords(allowed)}`);
    }
  }
  return problems;
}

function fileProblems(context) {
  const { root, owner, row, boundaries } = context;
  return sourceFiles(join(root, owner.folder)).flatMap((file) => {
    const path = `${owner.folder}/${file}`;
    const inSource = file.startsWith("src/");
    const allowed = allowedList(row, inSource, boundaries);
    return readImports(path, readFileSync(join(root, path), "utf8")).flatMap(({ specifier, line }) => {
      const why = problemOf(specifier, { ...context, path, inSource, allowed });
      return why === undefined ? [] : [`${path}:${line} imports "${specifier}": ${why}`];
    });
  });
}

function allowedList(row, inSource, { TEST_PACKAGES }) {
  if (inSource) return row;
  const { workspace } = row;
  return {
    workspace: workspace === "any" ? "any" : [...workspace, ...(row.tests ?? []), ...TEST_PACKAGES],
    npm: "declared",
    node: true,
  };
}

/** Why a file may not import a module, or `undefined` where it may. */
function problemOf(specifier, context) {
  if (specifier.startsWith(".")) return relativeProblem(specifier, context);
  if (isBuiltin(specifier)) return context.allowed.node ? undefined : inWords(context.allowed);
  if (specifier.startsWith(SCOPE)) return workspaceProblem(specifier, context);
  return npmProblem(packageName(specifier), context);
}

function relativeProblem(specifier, { root, owner, path, inSource }) {
  const target = relative(resolve(root, owner.folder), resolve(root, dirname(path), specifier));
  // The one vitest.config.ts and tsconfig.base.json of the repository are shared by all.
  if (target.startsWith("../")) {
    if (!inSource && /^\.\.\/\.\.\/[^/]+$/.test(target)) return undefined;
    return "a relative path ends at the package's folder; import another package by its name";
  }
  if (inSource && !target.startsWith("src/") && !target.endsWith(".json"))
    return "src/ imports nothing of the package outside src/, JSON data excepted";
  return undefined;
}

function workspaceProblem(specifier, { owner, packages, inSource, allowed }) {
  const [short, ...rest] = specifier.slice(SCOPE.length).split("/");
  const subpath = rest.join("/");
  const target = packages.get(short);
  if (target === undefined) return "there is no such package in the workspace";
  if (!target.exports.includes(subpath === "" ? "." : `./${subpath}`))
    return `${SCOPE}${short} exports ${target.exports.join(", ")} and nothing else`;
  if (target === owner) return undefined;
  const isAllowed =
    allowed.workspace === "any" ||
    allowed.workspace.includes(short) ||
    allowed.workspace.includes(`${short}/${subpath}`);
  return isAllowed ? undeclared(`${SCOPE}${short}`, { owner, inSource }) : inWords(allowed);
}

function npmProblem(name, { owner, row, inSource, allowed, boundaries }) {
  if (inSource && !npmAllowed(name, { owner, row, boundaries })) return inWords(allowed);
  return undeclared(name, { owner, inSource });
}

function npmAllowed(name, { owner, row, boundaries }) {
  const reserved = Object.hasOwn(boundaries.RESERVED_NPM, name) ? boundaries.RESERVED_NPM[name] : undefined;
  if (reserved !== undefined && !reserved.includes(owner.folder)) return false;
  return row.npm === "declared" || row.npm.includes(name);
}

function undeclared(name, { owner, inSource }) {
  if ((inSource ? owner.dependencies : owner.declared).has(name)) return undefined;
  return `not among the ${inSource ? "dependencies" : "dependencies or devDependencies"} of its package.json`;
}

function packageName(specifier) {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function inWords({ workspace, npm, node }) {
  const parts = [
    ...(workspace === "any" ? ["any workspace package"] : workspace.map((entry) => SCOPE + entry)),
    ...(npm === "declared" ? ["npm packages that package.json declares"] : npm),
    ...(node ? ["node: modules"] : []),
  ];
  return `allowed here: ${parts.join(", ") || "nothing"} (.ci/boundaries.mjs)`;
}

/** Circles among the packages, by what their package.json declares. */
function cycles(packages) {
  const problems = new Set();
  const done = new Set();
  const visit = (short, trail) => {
    if (trail.includes(short)) {
      problems.add(
        `packages import each other in a circle: ${[...trail.slice(trail.indexOf(short)), short].join(" → ")}`,
      );
      return;
    }
    if (done.has(short)) return;
    for (const name of packages.get(short)?.declared ?? [])
      if (name.startsWith(SCOPE)) visit(name.slice(SCOPE.length), [...trail, short]);
    done.add(short);
  };
  for (const short of packages.keys()) visit(short, []);
  return [...problems];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = importProblems(dirname(dirname(fileURLToPath(import.meta.url))), table);
  for (const problem of problems) console.error(problem);
  console.log(
    problems.length === 0
      ? "imports respect the boundaries"
      : `${problems.length} imports or dependencies refused`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}
