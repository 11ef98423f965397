// What does a measurement give in several processes? How V8 happens to compile a loop differs from one to the next.
import { execFileSync } from "node:child_process";
import { median } from "./ratios.ts";

/** The figures of one process: by key, or by key and contender. */
export interface ProcessFigures {
  readonly [key: string]: number | Readonly<Record<string, number>>;
}

/**
 * Runs this program `processes` times with some arguments, which make it print the figures `F` as JSON, and gives the median
 * of each.
 */
export function medianOfProcesses<F>(args: readonly string[], processes: number): F {
  const [, program = ""] = process.argv;
  const runs = Array.from({ length: processes }, () =>
    JSON.parse(execFileSync(process.execPath, [program, ...args], { encoding: "utf8" })),
  );
  return medians(runs) as F;
}

/** The median of each figure over some runs that have the same figures. */
export function medians(runs: readonly ProcessFigures[]): ProcessFigures {
  const [first = {}] = runs;
  return Object.fromEntries(
    Object.entries(first).map(([key, figure]) => {
      const all = runs.map((run) => run[key]);
      if (typeof figure === "number") return [key, median(all as number[])];
      return [key, medians(all as ProcessFigures[]) as Readonly<Record<string, number>>];
    }),
  );
}
