// Is the page built from what its sources say now? If not, it is built.
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PACKAGES = join(ROOT, "../../packages");

/** Whatever the page is built from, dependencies' versions by the lock file. */
const SOURCES = [
  join(ROOT, "src"),
  join(ROOT, "index.html"),
  join(ROOT, "vite.config.ts"),
  join(ROOT, "../../pnpm-lock.yaml"),
  ...["claims-policy", "cognito-model", "orders-policy", "verifier"].map((name) =>
    join(PACKAGES, name, "src"),
  ),
  join(PACKAGES, "orders-policy/policy.json"),
];

/** The directory of the built page. Takes some seconds if a source is newer than what was built. */
export async function builtPage(say: (line: string) => void): Promise<string> {
  const directory = join(ROOT, "dist");
  const builtMs = await newestMs(join(directory, "index.html"));
  const changedMs = Math.max(...(await Promise.all(SOURCES.map(newestMs))));
  if (builtMs < changedMs) {
    say("building the page");
    // Whoever starts this in a test gets React as everybody does.
    process.env.NODE_ENV = "production";
    // Loaded where it is needed alone: it is large.
    const { build } = await import("vite");
    await build({ root: ROOT, configFile: join(ROOT, "vite.config.ts"), logLevel: "error" });
  }
  return directory;
}

/** When the newest file was written, in Unix milliseconds; 0 where there is none. */
async function newestMs(path: string): Promise<number> {
  try {
    const { mtimeMs, ...entry } = await stat(path).then((s) => ({
      mtimeMs: s.mtimeMs,
      isFile: s.isFile(),
    }));
    if (entry.isFile) return mtimeMs;
    const names = await readdir(path);
    return Math.max(mtimeMs, ...(await Promise.all(names.map((name) => newestMs(join(path, name))))));
  } catch {
    return 0;
  }
}
