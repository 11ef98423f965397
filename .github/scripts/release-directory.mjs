// What is one release? `release-directory.mjs FOLDER` collects what the build made: the files that CLAIMSMITH_RELEASE names.
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Files of a release, by where the build leaves them. */
export const RELEASE_FILES = [
  "packages/orders-policy/policy.json",
  "apps/pre-token-generation/dist/trigger.zip",
  "apps/pre-token-generation/dist/trigger.json",
  "apps/orders-api/dist/orders-api.zip",
];

/**
 * Makes the folder.
 *
 * @throws Error where a file is missing, or where the trigger was built from another policy
 */
export function makeReleaseDirectory(root, folder) {
  const json = (path) => JSON.parse(readFileSync(join(root, path), "utf8"));
  const [policyPath, , triggerPath] = RELEASE_FILES;
  if (json(triggerPath).policyHash !== json(policyPath).hash)
    throw new TypeError("the trigger was built from another policy: build it anew");
  mkdirSync(folder, { recursive: true });
  for (const path of RELEASE_FILES) copyFileSync(join(root, path), join(folder, basename(path)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2];
  if (!folder) throw new TypeError("expected the folder of the release");
  makeReleaseDirectory(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), folder);
  console.log(`the release has ${RELEASE_FILES.map((path) => basename(path)).join(", ")}`);
}
