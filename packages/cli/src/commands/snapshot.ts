// `claimsmith snapshot`: writes the policies' snapshots, or checks that the committed ones are current.
import type { Command } from "./command.ts";

/** Writes only what changed. */
export const snapshot: Command = {
  summary: "write the snapshots of policies and environments, policy.json among them",
  options: { check: "write nothing; exit 1 where a committed snapshot is not that of its policy" },
  examples: ["claimsmith snapshot --check"],
  run: async (context) => (await import("./run-snapshot.ts")).runSnapshot(context),
};
