// Which packages does this repository publish, and which versions of others does it use?
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";

/** The folder of the repository. */
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** What is read here of a package.json. */
export interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly [field: string]: unknown;
}

/** A package that is published. */
export interface PublishedPackage {
  /** Like `@claimsmith/verifier`. */
  readonly name: string;
  /** Its folder, from the root of the repository. */
  readonly folder: string;
  /** Its package.json, as it stands in the repository. */
  readonly manifest: Manifest;
}

/** Every package of the workspace that is not private, sorted by folder. */
export function publishedPackages(): readonly PublishedPackage[] {
  const folders = ["packages", "stacks"].flatMap((parent) =>
    readdirSync(join(ROOT, parent)).map((name) => `${parent}/${name}`),
  );
  return folders
    .filter((folder) => existsSync(join(ROOT, folder, "package.json")))
    .sort()
    .map((folder) => ({ folder, manifest: readJson(`${folder}/package.json`) as Manifest }))
    .filter(({ manifest }) => manifest.private !== true)
    .map(({ folder, manifest }) => ({ name: manifest.name, folder, manifest }));
}

/** A JSON file of the repository. */
export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, path), "utf8"));
}

/** The versions of npm packages from the catalog, by name. */
export function catalogVersions(names: readonly string[]): Readonly<Record<string, string>> {
  const { catalog } = load(readFileSync(join(ROOT, "pnpm-workspace.yaml"), "utf8")) as {
    readonly catalog: Readonly<Record<string, string>>;
  };
  return Object.fromEntries(names.map((name) => [name, catalog[name] ?? "the catalog has none"]));
}
