// What do all browser tests share? One `dev`, where there is a browser to use it with.
import type { TestProject } from "vitest/node";
import { findChromium } from "./chromium.ts";
import { type DevReady, startDev } from "./dev-process.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** `undefined` where there is no browser. */
    readonly dev: DevReady | undefined;
  }
  interface TaskMeta {
    /** Why a test is skipped: `.ci/totals.mjs` prints it. */
    skipReason?: string;
  }
}

/** Starts `dev`, and gives back what ends it. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (findChromium() === undefined) {
    project.provide("dev", undefined);
    return undefined;
  }
  const dev = await startDev();
  project.provide("dev", dev.ready);
  return dev.close;
}
