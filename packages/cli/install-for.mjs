// Installs what a command of this repository runs on, and no more: in a fresh clone the runtime dependencies of its packages and
// theirs. Where the whole workspace is installed already nothing is taken away from it.
import { execSync } from "node:child_process";
import { existsSync } from "node:fs";

const DEMO = ["cli", "orders-policy", "pre-token-generation"];

/** By command: the packages that it runs. `dev` has those of the processes that claimsmith.config.ts of the orders names. */
const PACKAGES = {
  demo: DEMO,
  dev: [...DEMO, "orders-api", "token-lab"],
};

const root = new URL("../../", import.meta.url);
// A development dependency of the root: it is there after a complete installation only.
const isComplete = existsSync(new URL("node_modules/turbo", root));

/**
 * The command line of pnpm that installs for a command. What the lockfile names is held against its hashes, as always. How long each of the
 * thousand packages in it has been out is for whoever changes it, and for CI: to ask the registry takes a minute.
 */
function installation(packages) {
  const options = ["--frozen-lockfile", "--trust-lockfile", ...(isComplete ? [] : ["--prod"])];
  const filters = packages.map((name) => `--filter=@claimsmith/${name}...`);
  return ["pnpm install", ...options, ...filters].join(" ");
}

const [, , command] = process.argv;
const packages = Object.hasOwn(PACKAGES, command ?? "") ? PACKAGES[command] : undefined;
try {
  if (packages === undefined)
    throw new TypeError(`expected a command of ${Object.keys(PACKAGES).join(", ")}`);
  // Standard output is the command's own; what the installation says goes to standard error.
  execSync(installation(packages), { cwd: root, stdio: ["ignore", 2, 2] });
} catch (error) {
  if (error.status === undefined) console.error(error.message);
  process.exitCode = error.status ?? 1;
}
