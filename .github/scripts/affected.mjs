// Which packages does CI try, and on which Node.js? On main all; on a pull request what turbo calls affected.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { writeOutputs } from "./outputs.mjs";

/** The row that stands for none: GitHub refuses a matrix without rows, and the gate a job that was skipped. */
export const NOTHING = "nothing affected";

/** On main the oldest counts as well. On a pull request the packages' own rows run on it already. */
const NODE_VERSIONS = { main: ["20.19", "22", "24"], pullRequest: ["22", "24"] };

/**
 * The names of the workspace's packages in what `turbo ls --output=json` prints; the root is none.
 *
 * @param {string} json
 * @returns {string[]}
 */
export function packageNames(json) {
  const names = JSON.parse(json).packages.items.map(({ name }) => name);
  const packages = names.filter((name) => name !== "//").sort();
  return packages.length === 0 ? [NOTHING] : packages;
}

/**
 * The outputs of the job.
 *
 * @param {string | undefined} event the name of the event
 * @param {(args: string[]) => string} turbo runs it; gives its standard output
 */
export function affected(event, turbo) {
  const isPullRequest = event === "pull_request";
  const json = turbo(["ls", ...(isPullRequest ? ["--affected"] : []), "--output=json"]);
  return {
    packages: JSON.stringify(packageNames(json)),
    nodes: JSON.stringify(isPullRequest ? NODE_VERSIONS.pullRequest : NODE_VERSIONS.main),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const turbo = (args) =>
    execFileSync("npx", ["-y", "pnpm@12", "--silent", "exec", "turbo", ...args], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
  writeOutputs(affected(process.env.GITHUB_EVENT_NAME, turbo));
}
