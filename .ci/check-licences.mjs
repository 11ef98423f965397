// Which licences do our dependencies have, and may we use them? Holds what is installed against licences.json and licence-rules.mjs.
// `--write` writes licences.json, one line for each package that the lockfile installs on every platform. Binaries for one platform
// come with a package that is in it.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import * as RULES from "./licence-rules.mjs";
import { lockedPackages } from "./locked-packages.mjs";

/**
 * Licences by package, of what `pnpm licenses list --json` prints.
 *
 * @param {Record<string, { name: string, versions: string[] }[]>} report packages by licence
 * @param {typeof import("./licence-rules.mjs").DECLARED} declared
 * @returns {Record<string, string>} sorted by package
 */
export function licencesOf(report, declared) {
  const rows = Object.entries(report).flatMap(([licence, packages]) =>
    packages.flatMap(({ name, versions }) => versions.map((version) => [`${name}@${version}`, licence])),
  );
  return Object.fromEntries(
    rows
      .sort()
      .map(([name, licence]) => [name, Object.hasOwn(declared, name) ? declared[name].licence : licence]),
  );
}

/**
 * All that is wrong, one line each.
 *
 * @param {object} state
 * @param {Record<string, string>} state.installed licence by package, as found
 * @param {Record<string, string>} state.listed the same, as committed
 * @param {{ everywhere: Set<string>, onePlatform: Set<string> }} state.locked
 * @param {typeof import("./licence-rules.mjs")} rules
 * @returns {string[]}
 */
export function licenceProblems({ installed, listed, locked }, rules) {
  const lines = [...locked.everywhere].sort().flatMap((name) => {
    if (installed[name] === undefined) return [`${name} is not installed: run pnpm install`];
    if (installed[name] === listed[name]) return [];
    return [`${name} has the licence ${installed[name]}, listed is ${listed[name] ?? "nothing"}: ${WRITE}`];
  });
  const gone = Object.keys(listed).filter((name) => !locked.everywhere.has(name));
  const refused = Object.entries(installed).filter(([, licence]) => !isAllowed(licence, rules.ALLOWED));
  const unused = Object.keys(rules.DECLARED).filter((name) => !locked.everywhere.has(name));
  return [
    ...lines,
    ...gone.map((name) => `${name} is listed and not a dependency any more: ${WRITE}`),
    ...refused.map(
      ([name, licence]) => `${name} has the licence ${licence}, which ${RULE_FILE} does not allow`,
    ),
    ...unused.map((name) => `${name} is not a dependency any more: take it out of ${RULE_FILE}`),
  ];
}

const WRITE = "run node .ci/check-licences.mjs --write";
const RULE_FILE = ".ci/licence-rules.mjs";

/** Brackets within brackets are not read: what has them is refused, and a person looks at it. */
function isAllowed(expression, allowed) {
  const plain = expression.replace(/^\((.*)\)$/, "$1");
  const isListed = (licence) => Object.hasOwn(allowed, licence);
  return plain.split(" OR ").some((choice) => choice.split(" AND ").every(isListed));
}

function installedReport(root) {
  const words = ["-y", "pnpm@12", "--recursive", "licenses", "list", "--json"];
  return JSON.parse(execFileSync("npx", words, { cwd: root, encoding: "utf8", maxBuffer: 64_000_000 }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const file = `${root}/.ci/licences.json`;
  const locked = lockedPackages(readFileSync(`${root}/pnpm-lock.yaml`, "utf8"));
  const installed = licencesOf(installedReport(root), RULES.DECLARED);
  if (process.argv.includes("--write")) {
    const rows = Object.entries(installed).filter(([name]) => locked.everywhere.has(name));
    writeFileSync(file, `${JSON.stringify(Object.fromEntries(rows), undefined, 2)}\n`);
  }
  const listed = JSON.parse(readFileSync(file, "utf8"));
  const problems = licenceProblems({ installed, listed, locked }, RULES);
  for (const problem of problems) console.error(problem);
  console.log(`${Object.keys(listed).length} packages listed, ${problems.length} problems`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
