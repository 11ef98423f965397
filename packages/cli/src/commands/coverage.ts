// `claimsmith coverage`: which rules, and which branches of their conditions, personas and vectors reach.
import type { Command } from "./command.ts";

/** Exits with 1 where a policy is below the threshold. */
export const coverage: Command = {
  summary: "show which rules and conditions the personas and vectors reach",
  options: {
    json: "print one JSON document instead",
    threshold:
      "percent of each policy to reach, 0 to 100; default: coverageThresholdPercent of the config, else 0",
  },
  examples: ["claimsmith coverage --threshold 80"],
  run: async (context) => (await import("./run-coverage.ts")).runCoverage(context),
};
