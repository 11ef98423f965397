// What would an application of cdktf deploy, were cdktf its fork? Its own main.ts, with one name replaced, run as `cdktf synth` runs it.
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

/** One application, and where its output goes. */
export interface ForkedSynthesis {
  /** The folder of the application, as an absolute path: it has `main.ts`. */
  readonly application: string;
  /** The folder of a release, as `CLAIMSMITH_RELEASE` names it. */
  readonly release: string;
  /** An empty folder: the bundle and the synthesised stacks are written there. */
  readonly work: string;
}

/** Terraform JSON by stack name. */
export type Stacks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const PACKAGE = fileURLToPath(new URL("../", import.meta.url));

// Bundled CommonJS asks for modules of Node.js by `require`, which an ES module has not.
const REQUIRE = `import { createRequire } from "node:module"; const require = createRequire(import.meta.url);`;

/**
 * Synthesises every stack of an application with `cdktn` in place of `cdktf`, in the sources, in the constructs and in the
 * bindings of the AWS provider alike. Nothing else changes.
 * @throws the error of esbuild or of the process, where the fork lacks something that a stack uses
 */
export async function synthesiseWithFork({ application, release, work }: ForkedSynthesis): Promise<Stacks> {
  const bundle = join(PACKAGE, "dist", `${work.split("/").at(-1)}.mjs`);
  await bundleWithFork(join(application, "main.ts"), bundle);
  const outdir = join(work, "out");
  await promisify(execFile)(process.execPath, ["--conditions=@claimsmith/source", bundle], {
    cwd: work,
    env: { PATH: process.env.PATH, CDKTF_OUTDIR: outdir, CLAIMSMITH_RELEASE: release },
  });
  return readStacks(outdir);
}

/** An alias is found from `absWorkingDir`: this package, whose dependencies the two are. */
async function bundleWithFork(entry: string, outfile: string): Promise<void> {
  await build({
    absWorkingDir: PACKAGE,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    conditions: ["@claimsmith/source"],
    alias: { cdktf: "cdktn", constructs: "constructs" },
    banner: { js: REQUIRE },
    logLevel: "error",
  });
}

async function readStacks(outdir: string): Promise<Stacks> {
  const manifest = (await readJson(join(outdir, "manifest.json"))) as Manifest;
  const entries = Object.entries(manifest.stacks).map(async ([name, { synthesizedStackPath }]) => [
    name,
    await readJson(join(outdir, synthesizedStackPath)),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

interface Manifest {
  readonly stacks: Readonly<Record<string, { readonly synthesizedStackPath: string }>>;
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, "utf8"));
}
