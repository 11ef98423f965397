// From a handler's source file to what Lambda runs: one minified CommonJS file in a zip that is the same for the same source.
import { readFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { evaluablePart, isPolicySnapshot, type PolicyDocument } from "@claimsmith/claims-policy/evaluator";
import { build, type Plugin } from "esbuild";
import { zipSync } from "fflate";

/** What functions are deployed as. */
export interface FunctionBundle {
  /** The one file, `index.js`, as CommonJS. The Lambda handler setting is `index.` and the name of an export. */
  readonly code: Uint8Array;
  /** A zip with that file. Same source, same bytes, on any machine and in any time zone. */
  readonly zip: Uint8Array;
}

/** What a trigger is deployed as. The Lambda handler setting is `index.handler`. */
export type TriggerBundle = FunctionBundle;

/** Leaves out of policy.json what only people and pools need: the function evaluates, its hash stays that of the whole. */
function evaluablePolicy(note: (policy: PolicyDocument) => void): Plugin {
  return {
    name: "evaluable-policy",
    setup({ onLoad }) {
      onLoad({ filter: /\.json$/ }, async ({ path }) => {
        const content = parsedJson(await readFile(path, "utf8"));
        if (!isPolicySnapshot(content)) return undefined;
        note(content.policy);
        return {
          contents: JSON.stringify({ ...content, policy: evaluablePart(content.policy) }),
          loader: "json",
        };
      });
    },
  };
}

/** What is no JSON is left to esbuild, whose error says file and line. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A Unix file that everybody may read: Lambda runs the code as another user. */
const READABLE = { os: 3, attrs: 0o644 << 16 } as const;

/** The Lambda handler setting that belongs to a bundle. */
export const BUNDLE_HANDLER = "index.handler";

/** How what a function imports is found. */
export interface FunctionBundleOptions {
  /**
   * Conditions that hold in the `exports` of packages beside those of a Node module: for a workspace whose packages export their sources
   * by one. Default: none. (Node.js: Packages, "Conditional exports")
   */
  readonly conditions?: readonly string[];
}

/** What a trigger's bundle may have besides. */
export interface TriggerBundleOptions extends FunctionBundleOptions {
  /**
   * Brings the trace along that the function logs with `CLAIMSMITH_LOG_LEVEL=debug`: why each rule did what it did, without a value.
   * Some 3,400 bytes more. Default: false, and then the variable does nothing.
   */
  readonly debugTrace?: boolean;
}

/** Published packages have no sources: their condition holds only where this module runs from its own. */
const DEFAULT_CONDITIONS = extname(import.meta.url) === ".ts" ? ["@claimsmith/source"] : [];

/**
 * Bundles the module `entry` (a path), which exports `handler`, for Lambda: everything it imports in one minified file, of
 * policy.json what evaluates. The code of look-ups is left out where a policy.json is bundled and has none.
 *
 * @throws the error of esbuild, with file and line, where the source does not compile.
 */
export async function bundleTrigger(
  entry: string,
  { debugTrace = false, conditions = DEFAULT_CONDITIONS }: TriggerBundleOptions = {},
): Promise<TriggerBundle> {
  const policies: PolicyDocument[] = [];
  const choice = {
    exportNames: ["handler"],
    conditions,
    plugins: [evaluablePolicy((policy) => void policies.push(policy))],
    define: debugTrace ? {} : WITHOUT_TRACE,
  };
  const bundle = await bundled(entry, { ...choice, define: { ...choice.define, ...WITHOUT_LOOKUPS } });
  const isComplete =
    policies.length > 0 && policies.every(({ lookups = {} }) => Object.keys(lookups).length === 0);
  return isComplete ? bundle : bundled(entry, choice);
}

/** What the source asks before it goes near look-ups. */
const WITHOUT_LOOKUPS = { "globalThis.CLAIMSMITH_WITHOUT_LOOKUPS": "true" } as const;
/** What it asks before it tells why. */
const WITHOUT_TRACE = { "globalThis.CLAIMSMITH_WITHOUT_TRACE": "true" } as const;

/**
 * Bundles the module `entry` (a path) of other functions than triggers, with the exports that Lambda is to call. JSON stays whole:
 * an API reads more of policy.json than the evaluation does.
 *
 * @throws the error of esbuild, with file and line, where the source does not compile or lacks an export.
 */
export function bundleFunctions(
  entry: string,
  exportNames: readonly string[],
  { conditions = DEFAULT_CONDITIONS }: FunctionBundleOptions = {},
): Promise<FunctionBundle> {
  return bundled(entry, { exportNames, conditions, plugins: [] });
}

interface BundleChoice {
  readonly exportNames: readonly string[];
  readonly conditions: readonly string[];
  readonly plugins: Plugin[];
  /** Expressions that become constants. */
  readonly define?: Readonly<Record<string, string>>;
}

/** CommonJS, because the first `import()` of a process costs milliseconds of every cold start. */
async function bundled(
  entry: string,
  { exportNames, conditions, plugins, define = {} }: BundleChoice,
): Promise<FunctionBundle> {
  const exports = exportNames.map((name) => `exports.${name} = ${name};`);
  const { outputFiles } = await build({
    stdin: {
      contents: `import { ${exportNames.join(", ")} } from ${JSON.stringify(resolve(entry))}; ${exports.join(" ")}`,
      resolveDir: ".",
    },
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    conditions: [...conditions],
    banner: { js: '"use strict";' },
    legalComments: "none",
    plugins,
    define,
    write: false,
    logLevel: "silent",
  });
  const [file] = outputFiles;
  if (file === undefined) throw new TypeError(`esbuild made no file of ${entry}`);
  // A zip keeps local times: the same fields everywhere, whatever the time zone.
  const mtime = new Date(1980, 0, 1);
  return {
    code: file.contents,
    zip: zipSync({ "index.js": file.contents }, { level: 9, mtime, ...READABLE }),
  };
}
