// Where are the cdktf applications of this repository, and how is one run from a folder that is not its own?
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Applications by name: folders beside this package, each with a `main.ts`. */
export type ApplicationName = "identity" | "api" | "bootstrap";

const { resolve } = createRequire(import.meta.url);

/** The command of cdktf, for Node.js. */
export const CDKTF = resolve("cdktf-cli/bundle/bin/cdktf");

/** Runs TypeScript from source, wherever the working directory is: there nothing is installed. */
const FROM_SOURCE = ["--conditions=@claimsmith/source", "--import", pathToFileURL(resolve("tsx")).href];

/** The arguments with which Node.js runs a TypeScript file of this repository. */
export function sourceArguments(path: string): readonly string[] {
  return [...FROM_SOURCE, path];
}

/** The program of an application. */
export function applicationMain(name: ApplicationName): string {
  return fileURLToPath(new URL(`../../${name}/main.ts`, import.meta.url));
}

/**
 * Makes a folder from which cdktf runs an application: what it synthesises, Terraform's locks and local state come to stand
 * there, and nothing in the repository.
 */
export function makeApplicationFolder(folder: string, name: ApplicationName): void {
  mkdirSync(folder, { recursive: true });
  const app = ["node", ...sourceArguments(applicationMain(name))]
    .map((part) => JSON.stringify(part))
    .join(" ");
  const configuration = {
    language: "typescript",
    app,
    projectId: `claimsmith-${name}`,
    sendCrashReports: "false",
  };
  writeFileSync(join(folder, "cdktf.json"), JSON.stringify(configuration));
}
