// Is what a stranger installs counted right: each file once, and nothing that is not installed?
import { execFileSync } from "node:child_process";
import {
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { copyAsCloned } from "../src/quickstart/copy-as-cloned.ts";
import { installedBytes } from "../src/quickstart/installed-bytes.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "claimsmith-bench-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const CONTENT = "x".repeat(100_000);

function write(path: string, content = CONTENT): string {
  const file = join(folder, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, content);
  return file;
}

const bytesOf = (...paths: string[]) =>
  paths.reduce((sum, path) => sum + lstatSync(join(folder, path)).blocks * 512, 0);

it("counts what is in node_modules, wherever there is one, and the folders themselves", async () => {
  write("src/main.js");
  write("node_modules/one/index.js");
  write("packages/two/node_modules/three/index.js");
  const expected = bytesOf("node_modules", "node_modules/one", "node_modules/one/index.js");
  const inPackage = "packages/two/node_modules";
  const nested = bytesOf(inPackage, `${inPackage}/three`, `${inPackage}/three/index.js`);
  expect(expected).toBeGreaterThanOrEqual(CONTENT.length);
  expect(await installedBytes(folder)).toBe(expected + nested);
});

it("counts a file with two names once", async () => {
  const file = write("node_modules/one/index.js");
  const before = await installedBytes(folder);
  linkSync(file, join(folder, "node_modules/one/again.js"));
  expect(await installedBytes(folder)).toBe(before);
});

it("does not follow links", async () => {
  write("large/index.js");
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(folder, "large"), join(folder, "node_modules/large"));
  expect(await installedBytes(folder)).toBe(bytesOf("node_modules", "node_modules/large"));
});

it("finds nothing where nothing is installed", async () => {
  write("src/main.js");
  expect(await installedBytes(folder)).toBe(0);
});

it("copies what a clone would hold, changes that are not committed included", async () => {
  const git = (...words: string[]) => execFileSync("git", words, { cwd: join(folder, "from") });
  write("from/.gitignore", "node_modules/\n");
  write("from/kept/one.txt");
  write("from/gone.txt");
  write("from/node_modules/two.txt");
  git("init", "--quiet");
  git("add", ".");
  rmSync(join(folder, "from/gone.txt"));
  write("from/new.txt");
  await copyAsCloned(join(folder, "from"), join(folder, "to"));
  expect(readdirSync(join(folder, "to"), { recursive: true }).sort()).toEqual([
    ".gitignore",
    "kept",
    "kept/one.txt",
    "new.txt",
  ]);
});

it("refuses to copy what git does not know", async () => {
  await expect(copyAsCloned(folder, join(folder, "to"))).rejects.toThrow();
});
