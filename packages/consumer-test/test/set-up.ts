// What do all tests here share? The tarballs, packed once, and two projects that have installed them.
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { type Consumer, type Manager, makeConsumer } from "../src/consumer.ts";
import { pack } from "../src/pack.ts";
import { publishedPackages } from "../src/workspace.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The paths of the tarballs by package. */
    readonly tarballs: Readonly<Record<string, string>>;
    readonly consumers: Readonly<Record<Manager, Consumer>>;
  }
}

/** Packs, installs, and gives back what cleans up. The packages are built before. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "claimsmith-packages-")));
  const cleanUp = () => rm(folder, { recursive: true, force: true });
  try {
    const packed = publishedPackages().map(async (each) => [each.name, await pack(each, folder)] as const);
    const tarballs = Object.fromEntries(await Promise.all(packed));
    const [npm, pnpm] = await Promise.all([
      makeConsumer("npm", join(folder, "npm"), tarballs),
      makeConsumer("pnpm", join(folder, "pnpm"), tarballs),
    ]);
    project.provide("tarballs", tarballs);
    project.provide("consumers", { npm, pnpm });
  } catch (error) {
    await cleanUp();
    throw error;
  }
  return cleanUp;
}
