// What does another repository look like that has installed the packages from their tarballs, and nothing else of this one?
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Finished, outputOf, run } from "./run.ts";
import { catalogVersions } from "./workspace.ts";

/** A package manager that people install with. */
export type Manager = "npm" | "pnpm";

/** A project that has installed the packages. */
export interface Consumer {
  readonly manager: Manager;
  readonly directory: string;
  /** The names of the packages that it has. */
  readonly packages: readonly string[];
}

const CONSTRUCTS = "@claimsmith/constructs";
const TOOLS = ["@types/node", "esbuild", "typescript"];
/** The oldest compiler that reads our types. Its name is its own, for `typescript` is the one of the catalog. */
const OLDEST_COMPILER = { "oldest-typescript": "npm:typescript@5.8.3" };
const CDKTF = ["@cdktf/provider-aws", "cdktf", "constructs"];
const PROJECT = fileURLToPath(new URL("../project/", import.meta.url));

/** No install script runs, as where teams forbid them: no package needs one. */
const INSTALL: Readonly<Record<Manager, readonly string[]>> = {
  npm: ["install", "--ignore-scripts", "--no-audit", "--no-fund"],
  pnpm: ["install", "--ignore-scripts", "--no-frozen-lockfile"],
};
const EXECUTE: Readonly<Record<Manager, readonly [string, ...string[]]>> = {
  npm: ["npx", "--no", "--"],
  pnpm: ["pnpm", "--silent", "exec"],
};

/**
 * Makes a project in `directory`, a new folder outside the workspace, and installs there. cdktf is half a gigabyte, so the constructs come
 * along in pnpm's alone.
 */
export async function makeConsumer(
  manager: Manager,
  directory: string,
  tarballs: Readonly<Record<string, string>>,
): Promise<Consumer> {
  const hasConstructs = manager === "pnpm";
  const packages = Object.keys(tarballs).filter((name) => hasConstructs || name !== CONSTRUCTS);
  const sources = Object.fromEntries(packages.map((name) => [name, `file:${tarballs[name]}`]));
  await mkdir(directory, { recursive: true });
  await cp(PROJECT, directory, {
    recursive: true,
    filter: (path) => hasConstructs || !path.startsWith(join(PROJECT, "stack")),
  });
  const manifest = {
    name: "shop",
    private: true,
    type: "module",
    dependencies: { ...sources, ...(hasConstructs && catalogVersions(CDKTF)) },
    devDependencies: { ...catalogVersions(TOOLS), ...OLDEST_COMPILER },
    // The packages name each other by version, and no registry has this one yet.
    overrides: Object.fromEntries(packages.map((name) => [name, `$${name}`])),
  };
  await writeFile(join(directory, "package.json"), JSON.stringify(manifest, null, 2));
  if (manager === "pnpm")
    await writeFile(join(directory, "pnpm-workspace.yaml"), JSON.stringify({ overrides: sources }));
  await outputOf(directory, manager, INSTALL[manager]);
  return { manager, directory, packages };
}

/** Runs a command that an installed package brings along: `npx claimsmith check`, `pnpm exec tsc`. */
export function execute(
  { manager, directory }: Consumer,
  command: string,
  args: readonly string[],
): Promise<Finished> {
  const [program, ...before] = EXECUTE[manager];
  return run(directory, program, [...before, command, ...args]);
}

/** What a program of the project prints, as JSON. Rejects where it fails. */
export async function printed<T>({ directory }: Consumer, args: readonly string[]): Promise<T> {
  return JSON.parse(await outputOf(directory, process.execPath, args));
}
