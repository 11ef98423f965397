// How does a conformance test run? With tools and a folder of its own; skipped with a reason where tools are missing.
import { createWriteStream, mkdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inject, test } from "vitest";
import { type LocalAws, type LocalAwsOptions, startLocalAws } from "../src/local-aws.ts";
import type { Releases } from "../src/releases.ts";
import type { Log } from "../src/run-command.ts";
import type { Workplace } from "../src/stack-runner.ts";
import type { Tools } from "../src/tools.ts";

/** What a test gets. What it starts ends with it. */
export interface Conformance {
  readonly tools: Tools;
  readonly releases: Releases;
  readonly folder: string;
  readonly log: Log;
  /** Starts servers for an account, in a workplace of this test. */
  start(options: Pick<LocalAwsOptions, "account" | "dataDirectory">): Promise<Workplace>;
}

const LOGS = fileURLToPath(new URL("../.turbo/conformance", import.meta.url));

/**
 * Defines a test that needs Terraform, the provider and moto. Without them it is skipped, and says what is missing; in GitHub
 * Actions, which installs all three, it fails instead.
 */
export function conformanceTest(name: string, work: (conformance: Conformance) => Promise<void>): void {
  const found = inject("found");
  const missing = "missing" in found ? found.missing : undefined;
  if (missing !== undefined && process.env.GITHUB_ACTIONS === undefined) {
    test.skip(name, { meta: { skipReason: missing } }, () => {});
    return;
  }
  test(name, async () => {
    const releases = inject("releases");
    if ("missing" in found || releases === undefined) throw new Error(missing);
    await withFolder(name, (place) => work({ tools: found.tools, releases, ...place }), found.tools);
  });
}

// A worker whose runner was killed would go on by itself: on exit it ends what it started.
process.once("disconnect", () => process.exit(1));

type Place = Pick<Conformance, "folder" | "log" | "start">;

/** What the commands printed stays in `.turbo/conformance`, a file for each test. */
async function withFolder(name: string, work: (place: Place) => Promise<void>, tools: Tools): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "claimsmith-conformance-"));
  mkdirSync(LOGS, { recursive: true });
  const file = createWriteStream(join(LOGS, `${name.replace(/[^a-z0-9]+/gi, "-").slice(0, 80)}.log`));
  const log: Log = (text) => void file.write(text);
  const started: LocalAws[] = [];
  const start: Conformance["start"] = async (options) => {
    const aws = await startLocalAws({ tools, log, ...options });
    started.push(aws);
    return { folder, tools, aws, log };
  };
  try {
    await work({ folder, log, start });
  } finally {
    await Promise.all(started.map((aws) => aws.close()));
    await rm(folder, { recursive: true, force: true });
    file.end();
  }
}
