// What does an application of cdktf synthesise: as it is, and were cdktf its fork?
import { execFile } from "node:child_process";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

/** One application, what it deploys, and where its output goes. */
export interface Synthesis {
  /** The folder of the application, as an absolute path: it has `main.ts` and `cdktf.json`. */
  readonly application: string;
  /** The folder of a release, as `CLAIMSMITH_RELEASE` names it. */
  readonly release: string;
  /** A folder that is empty or is not there yet. */
  readonly outdir: string;
}

/** All files of `cdktf.out` by path: JSON as data, others as text. */
export type Output = Readonly<Record<string, unknown>>;

const PACKAGE = fileURLToPath(new URL("../", import.meta.url));
const CONDITION = "@claimsmith/source";

// Bundled CommonJS asks for modules of Node.js by `require`, which an ES module has not.
const REQUIRE = `import { createRequire } from "node:module"; const require = createRequire(import.meta.url);`;

/**
 * Runs the command that the application's `cdktf.json` names, as `cdktf synth` does.
 * @throws the error of the process, with what it said
 */
export async function synthesise(synthesis: Synthesis): Promise<Output> {
  const text = await readFile(join(synthesis.application, "cdktf.json"), "utf8");
  const { app } = JSON.parse(text) as { readonly app: string };
  const [, ...command] = app.split(" ");
  return run(command, synthesis);
}

/**
 * The same with `cdktn` in place of `cdktf`: in the sources, in the constructs and in the bindings of the AWS provider alike.
 * Nothing else is replaced.
 * @throws the error of esbuild or of the process, where the fork lacks something that a stack uses; an error where something of cdktf is left
 */
export async function synthesiseWithFork(synthesis: Synthesis): Promise<Output> {
  const { application } = synthesis;
  // In this package, where what main.ts looks up by name is found.
  const bundle = join(PACKAGE, "dist", `${basename(application)}.mjs`);
  await bundleWithFork(join(application, "main.ts"), bundle);
  return run([`--conditions=${CONDITION}`, bundle], synthesis);
}

/** esbuild looks for what an alias names from `absWorkingDir`: among the dependencies of this package. */
async function bundleWithFork(entry: string, outfile: string): Promise<void> {
  const { metafile } = await build({
    absWorkingDir: PACKAGE,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    conditions: [CONDITION],
    alias: { cdktf: "cdktn", constructs: "constructs" },
    banner: { js: REQUIRE },
    logLevel: "error",
    metafile: true,
  });
  const left = Object.keys(metafile.inputs).filter((path) => path.includes("node_modules/cdktf/"));
  if (left.length > 0)
    throw new Error(`expected nothing of cdktf in the bundle, found ${left.length} files of it`);
}

async function run(command: readonly string[], { application, release, outdir }: Synthesis): Promise<Output> {
  const { PATH } = process.env;
  await mkdir(outdir, { recursive: true });
  await promisify(execFile)(process.execPath, command, {
    // The state of a local backend is a file in here.
    cwd: application,
    env: { PATH, CDKTF_OUTDIR: outdir, CLAIMSMITH_RELEASE: release },
  });
  return readOutput(outdir);
}

async function readOutput(outdir: string): Promise<Output> {
  const entries = await readdir(outdir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = files.map(async (file) => {
    const text = await readFile(file, "utf8");
    return [file.slice(outdir.length + 1), file.endsWith(".json") ? JSON.parse(text) : text] as const;
  });
  return Object.fromEntries(await Promise.all(contents));
}
