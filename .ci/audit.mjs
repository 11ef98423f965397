// Is a vulnerability known of a dependency? Asks the registry by `pnpm audit`. A registry that does not answer audits, a mirror for one, is
// said and does not fail; in GitHub Actions it does: there the question has to be answered.
import { execFile } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import * as RULES from "./audit-rules.mjs";

/**
 * The advisories on what is installed.
 *
 * @param {object} options
 * @param {string} options.cwd the folder of the lockfile
 * @param {string} options.scope `prod` or `dev`
 * @param {string[]} [options.words] more words for pnpm
 * @returns {Promise<object[] | undefined>} `undefined` where the registry does not answer
 */
export async function advisories({ cwd, scope, words = [] }) {
  const command = ["-y", "pnpm@12", "audit", "--json", `--${scope}`, ...words];
  const { stdout, stderr } = await run(command, cwd);
  if (stdout.trimStart().startsWith("{")) return Object.values(JSON.parse(stdout).advisories);
  if (/ERR_PNPM_AUDIT_(BAD_RESPONSE|ENDPOINT_NOT_EXISTS)/.test(stdout + stderr)) return undefined;
  throw new Error(`expected pnpm audit to print JSON:\n${stderr}`);
}

/** pnpm ends with status 1 for an advisory and for a registry that does not answer alike: what it printed tells them apart. */
function run(command, cwd) {
  const options = { cwd, encoding: "utf8", maxBuffer: 256_000_000 };
  return new Promise((resolve) => {
    execFile("npx", command, options, (_, stdout, stderr) => resolve({ stdout, stderr }));
  });
}

/**
 * What to say of each advisory.
 *
 * @param {object[]} found
 * @param {{ scope: string, today: string, rules: typeof import("./audit-rules.mjs") }} context `today` like `2027-01-31`
 * @returns {{ text: string, fails: boolean }[]}
 */
export function auditLines(found, { scope, today, rules: { ACCEPTED, SEVERITIES, STOPS } }) {
  return found.map((advisory) => {
    const {
      github_advisory_id: id,
      module_name: name,
      severity,
      title,
      patched_versions: patched,
    } = advisory;
    const about = `${id} ${severity} in ${name}: ${title}; patched: ${patched}`;
    // A severity that is not known counts as the worst.
    const isMinor =
      SEVERITIES.includes(severity) && SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(STOPS[scope]);
    if (isMinor) return { text: `minor: ${about}`, fails: false };
    const row = ACCEPTED.find((each) => each.id === id);
    if (row === undefined) return { text: `FAILED: ${about}`, fails: true };
    if (row.until < today)
      return { text: `FAILED: ${about}; it was accepted until ${row.until}`, fails: true };
    return { text: `accepted until ${row.until}: ${about}; ${row.why}`, fails: false };
  });
}

async function auditAll(cwd) {
  const today = new Date().toISOString().slice(0, 10);
  const lines = [];
  for (const scope of Object.keys(RULES.STOPS)) {
    const found = await advisories({ cwd, scope });
    if (found === undefined) return undefined;
    lines.push(...auditLines(found, { scope, today, rules: RULES }));
  }
  return lines;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lines = await auditAll(dirname(dirname(fileURLToPath(import.meta.url))));
  for (const { text } of lines ?? []) console.log(text);
  console.log(
    lines === undefined
      ? "the registry does not answer audits: nothing was audited"
      : `${lines.length} advisories`,
  );
  const mustAnswer = process.env.GITHUB_ACTIONS === "true";
  const failed = lines === undefined ? mustAnswer : lines.some(({ fails }) => fails);
  process.exitCode = failed ? 1 : 0;
}
