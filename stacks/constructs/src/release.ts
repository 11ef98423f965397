// Which build goes out? The files of one directory where CLAIMSMITH_RELEASE names it, or what the workspace built last.
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Refusal, StackRefusal } from "./refusal.ts";

/**
 * Where a file of the release stands. `workspaceFile` is the `file:` URL of what the workspace builds; a release directory holds
 * it under the same name. So one build can be deployed to one environment after the other, and an older one again.
 */
export function releaseFile(
  workspaceFile: string,
  { CLAIMSMITH_RELEASE }: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const path = fileURLToPath(workspaceFile);
  return CLAIMSMITH_RELEASE ? join(CLAIMSMITH_RELEASE, basename(path)) : path;
}

/**
 * The content of a JSON file of the release.
 * @throws StackRefusal `RELEASE_INCOMPLETE` where there is no such file or it is no JSON
 */
export function readReleaseJson(path: string): unknown {
  const missing = missingFromRelease(path);
  if (missing.length > 0) throw new StackRefusal(missing);
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw new StackRefusal([{ code: "RELEASE_INCOMPLETE", at: path, text: "expected JSON: build it anew" }]);
  }
}

/** The refusal of a file that a release should have, where it has not. */
export function missingFromRelease(path: string): readonly Refusal[] {
  if (existsSync(path)) return [];
  const text = "expected a file of the release: run `pnpm build`, or correct CLAIMSMITH_RELEASE";
  return [{ code: "RELEASE_INCOMPLETE", at: path, text }];
}
