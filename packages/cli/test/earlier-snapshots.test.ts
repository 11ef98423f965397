// Are snapshots read as a commit has them, whatever the work tree says? With a real repository.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { earlierSnapshots } from "../src/plan/earlier-snapshots.ts";

const root = mkdtempSync(join(tmpdir(), "claimsmith-git-"));
afterAll(() => rmSync(root, { recursive: true }));

const git = (...args: readonly string[]) =>
  execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], { cwd: root });

// Below the root, in a folder with a blank: a revision's path is not the work tree's.
const packageFolder = join(root, "a package");
const path = join(packageFolder, "policy.json");
mkdirSync(packageFolder);
git("init", "--quiet", "--initial-branch", "trunk");
writeFileSync(path, '{"version": 1}');
git("add", ".");
git("commit", "--quiet", "--message", "first");
git("tag", "first");
writeFileSync(path, '{"version": 2}');
git("commit", "--quiet", "--all", "--message", "second");
writeFileSync(path, '{"version": 3}');

describe("a snapshot", () => {
  it.each([
    ["HEAD", { version: 2 }],
    ["HEAD~1", { version: 1 }],
    ["first", { version: 1 }],
    ["trunk", { version: 2 }],
  ])("of %s is what was committed", async (revision, content) => {
    const earlier = await earlierSnapshots(revision, path);
    expect(await earlier.read(path)).toEqual(content);
    expect(await earlier.read(join(packageFolder, "environments.json"))).toBeUndefined();
  });

  it("of a file is what the file says, and there is no other", async () => {
    const file = join(root, "kept.json");
    writeFileSync(file, '{"version": 0}');
    const earlier = await earlierSnapshots(file, path);
    expect(await earlier.read(path)).toEqual({ version: 0 });
    expect(await earlier.read(join(packageFolder, "environments.json"))).toBeUndefined();
  });

  it.each(["third", "", "-h", "HEAD:a package/policy.json"])("of %j is refused", async (revision) => {
    await expect(earlierSnapshots(revision, path)).rejects.toMatchObject({ code: "AGAINST_UNREADABLE" });
  });
});
