// From a handler's source file to what Lambda runs: one minified CommonJS file in a zip that is the same for the same source.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { evaluablePart, isPolicySnapshot } from "@claimsmith/claims-policy/evaluator";
import { build, type Plugin } from "esbuild";
import { zipSync } from "fflate";

/** What a function is deployed as. */
export interface TriggerBundle {
  /** The one file, `index.js`, as CommonJS. The Lambda handler setting is `index.handler`. */
  readonly code: Uint8Array;
  /** A zip with that file. Same source, same bytes, on any machine and in any time zone. */
  readonly zip: Uint8Array;
}

/** Leaves out of policy.json what only people and pools need: the function evaluates, its hash stays that of the whole. */
const evaluablePolicy: Plugin = {
  name: "evaluable-policy",
  setup({ onLoad }) {
    onLoad({ filter: /\.json$/ }, async ({ path }) => {
      const content = parsedJson(await readFile(path, "utf8"));
      if (!isPolicySnapshot(content)) return undefined;
      return {
        contents: JSON.stringify({ ...content, policy: evaluablePart(content.policy) }),
        loader: "json",
      };
    });
  },
};

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

/**
 * Bundles the module `entry` (a path), which exports `handler`, for Lambda: everything it imports in one minified file.
 * CommonJS, because the first `import()` of a process costs milliseconds of every cold start.
 *
 * @throws the error of esbuild, with file and line, where the source does not compile.
 */
export async function bundleTrigger(entry: string): Promise<TriggerBundle> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { handler } from ${JSON.stringify(resolve(entry))}; exports.handler = handler;`,
      resolveDir: ".",
    },
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    conditions: ["@claimsmith/source"],
    banner: { js: '"use strict";' },
    legalComments: "none",
    plugins: [evaluablePolicy],
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
