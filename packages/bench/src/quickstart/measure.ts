// How long does a stranger wait for the first tokens, and how much is installed by then? A fresh copy, an empty store, an empty cache.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { copyAsCloned } from "./copy-as-cloned.ts";
import { installedBytes } from "./installed-bytes.ts";

/** The figures of the first command of the README. */
export interface QuickstartFigures {
  readonly "quickstart.seconds": number;
  readonly "quickstart.installedMb": number;
}

// This module runs as dist/main.js.
const WORKSPACE = fileURLToPath(new URL("../../../", import.meta.url));

/** A claim that every access token has and nothing else that the demo prints. (Amazon Cognito: Understanding the access token) */
const ACCESS_TOKEN = 'token_use: "access"';

const LIMIT_MS = 300_000;

/**
 * Copies the workspace as it would be cloned, runs `npx -y pnpm@12 demo` in it with nothing downloaded before, and waits for the first
 * access token; seconds from the command to that, pnpm's own download included. What is installed is counted once the demo is over.
 * @throws {Error} where the demo fails, or shows no token within five minutes
 */
export async function measureQuickstart(): Promise<QuickstartFigures> {
  const folder = await mkdtemp(join(tmpdir(), "claimsmith-quickstart-"));
  try {
    const clone = join(folder, "clone");
    await copyAsCloned(WORKSPACE, clone);
    const seconds = await secondsToFirstToken(clone, emptyCaches(folder));
    return {
      "quickstart.seconds": seconds,
      "quickstart.installedMb": (await installedBytes(clone)) / 1_000_000,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Where npm and pnpm keep what they downloaded. All else is as it is: the registry and the proxy are needed. */
function emptyCaches(folder: string): Readonly<Record<string, string>> {
  const cache = join(folder, "pnpm-cache");
  const store = join(folder, "store");
  return {
    npm_config_cache: join(folder, "npm-cache"),
    PNPM_CONFIG_CACHE_DIR: cache,
    PNPM_CONFIG_STORE_DIR: store,
  };
}

async function secondsToFirstToken(cwd: string, caches: Readonly<Record<string, string>>): Promise<number> {
  const startedAt = performance.now();
  // In a process group of its own: npx, pnpm and the demo end together.
  const demo = spawn("npx", ["-y", "pnpm@12", "demo"], {
    cwd,
    env: { ...process.env, ...caches },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const ended = once(demo, "close");
  const tooLate = setTimeout(() => demo.pid === undefined || process.kill(-demo.pid), LIMIT_MS);
  const complaints = text(demo.stderr);
  let firstTokenMs: number | undefined;
  let shown = "";
  for await (const chunk of demo.stdout.setEncoding("utf8")) {
    shown += chunk;
    if (shown.includes(ACCESS_TOKEN)) firstTokenMs ??= performance.now() - startedAt;
  }
  const [status] = await ended;
  clearTimeout(tooLate);
  if (status !== 0 || firstTokenMs === undefined)
    throw new Error(`expected the demo to end well and to show an access token:\n${await complaints}`);
  return firstTokenMs / 1000;
}
