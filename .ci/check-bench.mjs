// Do the benchmarks keep their targets? Reads what `pnpm bench --json` prints from standard input.
// Times in milliseconds are shown and not held to a target: a shared machine would decide, not the change.
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * What is wrong with the figures; nothing where all targets are met.
 *
 * @param {unknown} figures key → number
 * @param {Record<string, { atLeast?: number, atMost?: number, dependsOnTheMachine?: boolean }>} targets
 * @returns {string[]}
 */
export function figureProblems(figures, targets) {
  return Object.entries(targets).flatMap(([key, { atLeast, atMost, dependsOnTheMachine = false }]) => {
    const figure = figures?.[key];
    if (!Number.isFinite(figure) || figure <= 0) return [`${key} is not a figure`];
    if (dependsOnTheMachine) return [];
    if (atLeast !== undefined && figure < atLeast)
      return [`${key} is ${figure}, the target is at least ${atLeast}`];
    if (atMost !== undefined && figure > atMost)
      return [`${key} is ${figure}, the target is at most ${atMost}`];
    return [];
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const targets = JSON.parse(readFileSync(`${root}/packages/bench/targets.json`, "utf8"));
  const figures = JSON.parse(readFileSync(0, "utf8"));
  for (const [key, figure] of Object.entries(figures)) console.log(`${key}: ${figure}`);
  const problems = figureProblems(figures, targets);
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
