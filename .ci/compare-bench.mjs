// Did a change make anything slower or bigger? `compare-bench.mjs BEFORE AFTER`: two documents of `pnpm bench --json` of one machine.
// Prints a table of ratios, and fails where one is worse than its tolerance.
import { appendFileSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * How much worse a figure may get, as a ratio: sizes are exact, what was measured with `--rounds short` is not. A target with a
 * `tolerance` of its own is of something that moves more: a network.
 */
export const TOLERANCE = { exact: 1.1, measured: 1.35 };

/**
 * @typedef {{ key: string, before?: number, after?: number, worseBy?: number, tolerance: number, fails: boolean }} Row
 *   `worseBy`: above 1 is worse, whichever way the figure counts; absent where one of the two has no figure
 */

/**
 * One row for each figure that has a target, which says whether more or less is better.
 *
 * @param {{ before: Record<string, unknown>, after: Record<string, unknown> }} figures
 * @param {Record<string, { atLeast?: number, atMost?: number, exact?: boolean, tolerance?: number }>} targets
 * @returns {Row[]}
 */
export function comparedFigures(figures, targets) {
  return Object.entries(targets)
    .filter(([, { atLeast, atMost }]) => atLeast !== undefined || atMost !== undefined)
    .map(([key, target]) => comparedFigure(key, figures, target));
}

function comparedFigure(key, figures, { atLeast, exact = false, tolerance: own }) {
  const before = figureOf(figures.before[key]);
  const after = figureOf(figures.after[key]);
  const tolerance = own ?? (exact ? TOLERANCE.exact : TOLERANCE.measured);
  // What is new has nothing to be held against; what is gone is a benchmark that was lost.
  if (before === undefined || after === undefined)
    return { key, before, after, tolerance, fails: after === undefined };
  const worseBy = atLeast === undefined ? after / before : before / after;
  return { key, before, after, worseBy, tolerance, fails: worseBy > tolerance };
}

function figureOf(value) {
  return Number.isFinite(value) && value > 0 ? value : undefined;
}

/**
 * The rows as a table of Markdown.
 *
 * @param {Row[]} rows
 */
export function comparisonTable(rows) {
  const shown = (figure) => (figure === undefined ? "none" : String(Number(figure.toPrecision(3))));
  const lines = rows.map(({ key, before, after, worseBy, tolerance, fails }) => {
    const cells = [
      `\`${key}\``,
      shown(before),
      shown(after),
      worseBy === undefined ? "" : worseBy.toFixed(2),
    ];
    return `| ${[...cells, tolerance, fails ? "**no**" : "yes"].join(" | ")} |`;
  });
  return [
    "| figure | before | after | worse by | up to | holds |",
    "| --- | --- | --- | --- | --- | --- |",
    ...lines,
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , before, after] = process.argv;
  if (!before || !after) throw new TypeError("expected two files: before and after");
  const json = (path) => JSON.parse(readFileSync(path, "utf8"));
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const targets = json(`${root}/packages/bench/targets.json`);
  const rows = comparedFigures({ before: json(before), after: json(after) }, targets);
  const table = comparisonTable(rows);
  console.log(table);
  if (process.env.GITHUB_STEP_SUMMARY) appendFileSync(process.env.GITHUB_STEP_SUMMARY, `${table}\n`);
  process.exitCode = rows.some(({ fails }) => fails) ? 1 : 0;
}
