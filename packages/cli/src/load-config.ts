// Where is the team's claimsmith.config.ts, and what does it say?
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { validate } from "@claimsmith/claims-policy";
import { build, type Message } from "esbuild";
import type { ClaimsmithConfig } from "./config.ts";
import { configProblems, personaProblems } from "./config-problems.ts";
import { CliError, firstLine, policyFailure, policyIssues } from "./errors.ts";

/** A configuration whose paths are absolute. */
export type LoadedConfig = ClaimsmithConfig;

const FILE_NAME = "claimsmith.config.ts";

/**
 * Bundles and runs the config file: the one at `path`, or the nearest one at or above the working directory.
 *
 * @throws CliError CONFIG_NOT_FOUND, CONFIG_INVALID, or POLICY_INVALID with every issue of the policies
 */
export async function loadConfig(path: string | undefined): Promise<LoadedConfig> {
  const config = await read(path, (content) => [...configProblems(content), ...personaProblems(content)]);
  const issues = [config, ...(config.otherPolicies ?? [])].flatMap(({ policy }) => validate(policy));
  if (issues.length > 0) throw policyFailure(issues);
  return config;
}

/**
 * The same, without judging policies and personas. Policies made by `definePolicy` have judged themselves.
 *
 * @throws CliError CONFIG_NOT_FOUND, CONFIG_INVALID; POLICY_INVALID where the config file throws it
 */
export function readConfig(path: string | undefined): Promise<LoadedConfig> {
  return read(path, configProblems);
}

async function read(
  path: string | undefined,
  problemsOf: (config: unknown) => readonly string[],
): Promise<LoadedConfig> {
  const file = path === undefined ? nearestConfig(process.cwd()) : existing(resolve(path));
  const { config } = await importBundle(await bundleConfig(file));
  const problems = problemsOf(config);
  if (problems.length > 0) {
    throw new CliError("CONFIG_INVALID", `${FILE_NAME} has to change`, { details: problems });
  }
  return withAbsolutePaths(config as ClaimsmithConfig, dirname(file));
}

function nearestConfig(from: string): string {
  for (let directory = from; ; directory = dirname(directory)) {
    const file = join(directory, FILE_NAME);
    if (existsSync(file)) return file;
    if (dirname(directory) === directory) break;
  }
  throw new CliError(
    "CONFIG_NOT_FOUND",
    `no ${FILE_NAME} here or above: go to a folder that has one, or name it with --config`,
  );
}

function existing(file: string): string {
  if (existsSync(file)) return file;
  throw new CliError("CONFIG_NOT_FOUND", "the file that --config names does not exist: correct the path");
}

const EXTENSION = extname(import.meta.url);

/** This package's own config module: a config file is bound to the command that loads it, wherever that is installed. */
const CONFIG_MODULE = fileURLToPath(new URL(`./config${EXTENSION}`, import.meta.url));

/** Published packages have no sources: the condition holds only where this command runs from its own. */
const CONDITIONS = EXTENSION === ".ts" ? ["@claimsmith/source"] : [];

/** CommonJS packages that a config uses may want `require`, which a module does not have. */
const REQUIRE = `import { createRequire } from "node:module"; const require = createRequire(import.meta.url);`;

async function bundleConfig(file: string): Promise<Uint8Array> {
  try {
    const { outputFiles } = await build({
      entryPoints: [file],
      bundle: true,
      platform: "node",
      target: "node20",
      format: "esm",
      conditions: CONDITIONS,
      alias: { "@claimsmith/cli/config": CONFIG_MODULE },
      banner: { js: REQUIRE },
      sourcemap: "inline",
      write: false,
      logLevel: "silent",
    });
    return outputFiles[0]?.contents ?? new Uint8Array();
  } catch (cause) {
    const { errors = [] } = cause as { readonly errors?: readonly Message[] };
    const details = errors.map(inWords);
    throw new CliError("CONFIG_INVALID", `${FILE_NAME} does not compile`, { details, cause });
  }
}

function inWords({ text, location }: Message): string {
  return location === null ? text : `${location.file}:${location.line}: ${text}`;
}

async function importBundle(code: Uint8Array): Promise<{ readonly config?: unknown }> {
  const directory = await mkdtemp(join(tmpdir(), "claimsmith-config-"));
  try {
    const file = join(directory, "config.mjs");
    await writeFile(file, code, { mode: 0o600 });
    return await import(pathToFileURL(file).href);
  } catch (cause) {
    const issues = policyIssues(cause);
    if (issues !== undefined) throw policyFailure(issues, cause);
    throw new CliError("CONFIG_INVALID", `${FILE_NAME} throws when it is loaded: ${firstLine(cause)}`, {
      cause,
    });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function withAbsolutePaths(config: ClaimsmithConfig, directory: string): LoadedConfig {
  const absolute = <T extends { readonly snapshot: string }>(recorded: T): T => ({
    ...recorded,
    snapshot: resolve(directory, recorded.snapshot),
  });
  return {
    ...absolute(config),
    otherPolicies: (config.otherPolicies ?? []).map(absolute),
    ...(config.vectors !== undefined && { vectors: resolve(directory, config.vectors) }),
    ...(config.environmentsSnapshot !== undefined && {
      environmentsSnapshot: resolve(directory, config.environmentsSnapshot),
    }),
    trigger: { entry: resolve(directory, config.trigger.entry) },
    ...(config.dev !== undefined && { dev: withAbsoluteDirectories(config.dev, directory) }),
  };
}

function withAbsoluteDirectories(
  { processes }: NonNullable<ClaimsmithConfig["dev"]>,
  directory: string,
): NonNullable<LoadedConfig["dev"]> {
  const rows = Object.entries(processes).map(([name, process]) => {
    return [name, { ...process, directory: resolve(directory, process.directory) }] as const;
  });
  return { processes: Object.fromEntries(rows) };
}
