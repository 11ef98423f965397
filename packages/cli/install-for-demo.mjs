// Installs what `demo` and `dev` run on, and no more: in a fresh clone the runtime dependencies of three packages and theirs.
// Where the whole workspace is installed already nothing is taken away from it.
import { execSync } from "node:child_process";
import { existsSync } from "node:fs";

const root = new URL("../../", import.meta.url);
const packages = ["cli", "orders-policy", "pre-token-generation"];
// A development dependency of the root: it is there after a complete installation only.
const isComplete = existsSync(new URL("node_modules/turbo", root));
const options = ["--frozen-lockfile", ...(isComplete ? [] : ["--prod"])];
const filters = packages.map((name) => `--filter=@claimsmith/${name}...`);

try {
  // Standard output is the command's own; what the installation says goes to standard error.
  execSync(["pnpm install", ...options, ...filters].join(" "), { cwd: root, stdio: ["ignore", 2, 2] });
} catch (error) {
  process.exitCode = error.status ?? 1;
}
