// Do the benchmarks keep their targets? Reads what `pnpm bench --json` prints from standard input.
// A missing figure and an exact one (a size) that misses its target fail. Shares of time that miss theirs are said loudly and
// do not fail: a check that a busy machine can turn red is one that people learn to ignore.
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * What is wrong with the figures; nothing where all targets are met.
 *
 * @param {unknown} figures key → number
 * @param {Record<string, { atLeast?: number, atMost?: number, exact?: boolean }>} targets
 * @returns {{ text: string, fails: boolean }[]}
 */
export function figureProblems(figures, targets) {
  return Object.entries(targets).flatMap(([key, { atLeast, atMost, exact = false }]) => {
    const figure = figures?.[key];
    if (!Number.isFinite(figure) || figure <= 0) return [{ text: `${key} is not a figure`, fails: true }];
    const missed = (words) => [{ text: `${key} is ${figure}, the target is ${words}`, fails: exact }];
    if (atLeast !== undefined && figure < atLeast) return missed(`at least ${atLeast}`);
    if (atMost !== undefined && figure > atMost) return missed(`at most ${atMost}`);
    return [];
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const targets = JSON.parse(readFileSync(`${root}/packages/bench/targets.json`, "utf8"));
  const figures = JSON.parse(readFileSync(0, "utf8"));
  for (const [key, figure] of Object.entries(figures)) console.log(`${key}: ${figure}`);
  const problems = figureProblems(figures, targets);
  for (const { text, fails } of problems) console.error(`${fails ? "FAILED" : "MISSED"}: ${text}`);
  process.exitCode = problems.some(({ fails }) => fails) ? 1 : 0;
}
