// What do all conformance tests share? Which tools there are, and the releases, built once.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { PROVIDER_FOLDER } from "../src/provider-folder.ts";
import { buildReleases, type Releases } from "../src/releases.ts";
import { type FoundTools, findTools } from "../src/tools.ts";

declare module "vitest" {
  interface ProvidedContext {
    readonly found: FoundTools;
    /** `undefined` where tools are missing. */
    readonly releases: Releases | undefined;
  }
  interface TaskMeta {
    skipReason?: string;
  }
}

/** Looks for the tools, builds, and gives back what cleans up. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "claimsmith-releases-"));
  const log = () => {};
  const found = await findTools({ folder: PROVIDER_FOLDER, variables: process.env, log });
  project.provide("found", found);
  const releases = "tools" in found ? await buildReleases(folder, { env: found.tools.env, log }) : undefined;
  project.provide("releases", releases);
  return () => rm(folder, { recursive: true, force: true });
}
