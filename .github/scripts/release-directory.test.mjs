// Has a release all files that the stacks read, of one policy?
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { after, test } from "node:test";
import { makeReleaseDirectory, RELEASE_FILES } from "./release-directory.mjs";

const folder = mkdtempSync(join(tmpdir(), "claimsmith-release-"));
after(() => rmSync(folder, { recursive: true }));

function built(name, { without, policyHash = "a1" } = {}) {
  const root = join(folder, name);
  for (const path of RELEASE_FILES.filter((each) => basename(each) !== without)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), JSON.stringify({ hash: "a1", policyHash }));
  }
  return root;
}

test("the folder has the four files that CLAIMSMITH_RELEASE needs", () => {
  const target = join(folder, "out/release");
  makeReleaseDirectory(built("whole"), target);
  assert.deepEqual(readdirSync(target).sort(), [
    "orders-api.zip",
    "policy.json",
    "trigger.json",
    "trigger.zip",
  ]);
});

for (const without of ["orders-api.zip", "policy.json", "trigger.json", "trigger.zip"]) {
  test(`a build without ${without} makes no release`, () => {
    assert.throws(() => makeReleaseDirectory(built(`no-${without}`, { without }), join(folder, without)), {
      code: "ENOENT",
    });
  });
}

test("a trigger of another policy makes no release", () => {
  const root = built("other", { policyHash: "b2" });
  assert.throws(() => makeReleaseDirectory(root, join(folder, "other-release")), TypeError);
});
