// Is what would be uploaded complete, nothing more, and understood by every tool that reads it?
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData, type Package } from "@arethetypeswrong/core";
import { problemAffectsResolutionKind } from "@arethetypeswrong/core/problems";
import { publint } from "publint";
import { describe, expect, inject, it } from "vitest";
import { type Manifest, publishedPackages, ROOT, readJson } from "../src/workspace.ts";

const PUBLISHED = publishedPackages();
/** The condition by which the workspace imports its own sources. */
const SOURCE = "@claimsmith/source";

const tarballOf = (name: string): Uint8Array => readFileSync(inject("tarballs")[name] ?? "");

/** The files of a tarball, from its root. */
function filesOf(contents: Package, name: string): string[] {
  return contents.listFiles().map((path) => path.slice(`/node_modules/${name}/`.length));
}

describe.each(PUBLISHED)("the tarball of $name", ({ name, folder, manifest: inWorkspace }) => {
  const contents = createPackageFromTarballData(tarballOf(name));
  const files = filesOf(contents, name);
  const read = (path: string) => contents.readFile(`/node_modules/${name}/${path}`);
  const manifest = JSON.parse(read("package.json")) as Manifest;

  it("has what is built, its types, README and licence, and nothing else", () => {
    expect(files).toEqual(expect.arrayContaining(["LICENSE", "README.md", "package.json"]));
    const others = files.filter((path) => !/^dist\/.*\.(js|d\.ts)$/.test(path));
    expect(others.filter((path) => path !== "CHANGELOG.md").sort()).toEqual([
      "LICENSE",
      "README.md",
      "package.json",
    ]);
  });

  it("has no file whose source is gone, and no comment that points to a file which is not there", () => {
    const built = files.filter((path) => path.startsWith("dist/"));
    expect(built.length).toBeGreaterThan(0);
    const sourceOf = (path: string) => path.replace(/^dist/, "src").replace(/(\.d\.ts|\.js)$/, ".ts");
    expect(built.filter((path) => !existsSync(join(ROOT, folder, sourceOf(path))))).toEqual([]);
    expect(built.filter((path) => read(path).includes("sourceMappingURL"))).toEqual([]);
  });

  it("exports what the workspace does, without the condition for sources", () => {
    const entries = Object.entries(inWorkspace.exports).map(([entry, { [SOURCE]: _, ...rest }]) => [
      entry,
      rest,
    ]);
    // What has a source alone is for this workspace alone.
    const expected = entries.filter(([, rest]) => Object.keys(rest ?? {}).length > 0);
    expect(manifest.exports).toEqual(Object.fromEntries(expected));
    for (const targets of Object.values(manifest.exports)) {
      expect(Object.keys(targets)).toEqual(["types", "default"]);
      for (const target of Object.values(targets)) expect(files).toContain(target.replace("./", ""));
    }
  });

  it("says which commit it comes from, whom to tell of a defect, and what it runs on", () => {
    const root = readJson("package.json") as Readonly<Record<string, unknown>>;
    expect(manifest).toMatchObject({
      type: "module",
      license: root.license,
      engines: root.engines,
      repository: { type: "git", url: expect.stringMatching(/^git\+https:/), directory: folder },
      homepage: expect.stringContaining(`/${folder}#readme`),
      bugs: expect.stringMatching(/^https:.*\/issues$/),
      publishConfig: { access: "public", provenance: true },
      description: expect.any(String),
      keywords: expect.arrayContaining(["amazon-cognito"]),
    });
  });

  it("asks for packages by versions that a registry knows", () => {
    const { dependencies, peerDependencies } = manifest;
    const ranges = Object.values({ ...(dependencies as object), ...(peerDependencies as object) });
    expect(ranges.filter((range) => !/^[\^~]?\d+\.\d+\.\d+$/.test(String(range)))).toEqual([]);
  });

  it("has a README that says how to install it, and whose links also lead somewhere on a registry's page", () => {
    const readme = read("README.md");
    const installed = [...readme.matchAll(/`npm install (?:-D )?(\S+?)[ `]/g)].map(([, each]) => each);
    expect(installed).toEqual([name]);
    const links = [...readme.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
    expect(links.filter((target) => !/^(https:|#)/.test(target))).toEqual([]);
  });

  it("has nothing that publint would change", async () => {
    const { buffer } = tarballOf(name);
    const { messages } = await publint({ pack: { tarball: buffer as ArrayBuffer }, strict: true });
    expect(messages.map(({ code, path }) => `${code} at ${path.join(".")}`)).toEqual([]);
  });

  it("has types that are not wrong, for ES modules and bundlers", async () => {
    const analysis = await checkPackage(contents);
    if (!analysis.types) throw new Error("the package has no types");
    const problems = analysis.problems.filter((problem) =>
      (["node16-esm", "bundler"] as const).some((kind) =>
        problemAffectsResolutionKind(problem, kind, analysis),
      ),
    );
    expect(problems).toEqual([]);
  });
});

describe("a release", () => {
  it("has one command, which starts Node", () => {
    const commands = PUBLISHED.flatMap(({ name, manifest }) => {
      const contents = createPackageFromTarballData(tarballOf(name));
      const programs = Object.entries((manifest.bin ?? {}) as Readonly<Record<string, string>>);
      return programs.map(([command, path]) => {
        const [firstLine] = contents.readFile(`/node_modules/${name}/${path}`).split("\n");
        return [command, firstLine];
      });
    });
    expect(commands).toEqual([["claimsmith", "#!/usr/bin/env node"]]);
  });

  it("gives all published packages one version", () => {
    const { fixed } = readJson(".changeset/config.json") as { readonly fixed: readonly string[][] };
    expect(fixed.map((group) => [...group].sort())).toEqual([PUBLISHED.map(({ name }) => name).sort()]);
  });

  it("has a licence in the repository that is the one of every tarball", () => {
    const licence = readFileSync(join(ROOT, "LICENSE"), "utf8");
    const differing = PUBLISHED.filter(({ name }) => {
      const contents = createPackageFromTarballData(tarballOf(name));
      return contents.readFile(`/node_modules/${name}/LICENSE`) !== licence;
    });
    expect(differing).toEqual([]);
  });
});
