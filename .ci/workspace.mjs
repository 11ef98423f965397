// Which packages are in the workspace, and which files are theirs?
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOTS = ["apps", "packages", "stacks"];
const NOT_SOURCES = new Set(["node_modules", "dist", "cdktf.out", "golden"]);
const SOURCE_FILE = /\.[cm]?[jt]sx?$/;

/**
 * The packages of the workspace under `root`.
 *
 * @returns {{ folder: string, short: string, manifest: object, exports: string[], declared: Set<string>, dependencies: Set<string> }[]}
 *   `folder` relative to `root`; `short` is the folder's own name; `exports` the subpaths, `"."` first
 */
export function workspacePackages(root) {
  return ROOTS.filter((parent) => existsSync(join(root, parent)))
    .flatMap((parent) => readdirSync(join(root, parent)).map((name) => `${parent}/${name}`))
    .filter((folder) => existsSync(join(root, folder, "package.json")))
    .sort()
    .map((folder) => describe(folder, JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"))));
}

function describe(folder, manifest) {
  const names = (...fields) => new Set(fields.flatMap((field) => Object.keys(manifest[field] ?? {})));
  const runtime = ["dependencies", "peerDependencies", "optionalDependencies"];
  return {
    folder,
    short: folder.split("/")[1],
    manifest,
    exports: typeof manifest.exports === "object" ? Object.keys(manifest.exports) : ["."],
    dependencies: names(...runtime),
    declared: names(...runtime, "devDependencies"),
  };
}

/** The source files of a package, relative to its folder, sorted. */
export function sourceFiles(folder, below = "") {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(below, entry.name);
      if (entry.isDirectory())
        return NOT_SOURCES.has(entry.name) || entry.name.startsWith(".") ? [] : sourceFiles(folder, path);
      return SOURCE_FILE.test(entry.name) ? [path] : [];
    })
    .sort();
}
