// `claimsmith snapshot`: writes the policies' snapshots, or checks that the committed ones are current.
import { writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { snapshotStates, staleSnapshots } from "../snapshots.ts";
import type { Command, CommandContext } from "./command.ts";

/** Writes only what changed. */
export const snapshot: Command = {
  summary: "write the snapshots of policies and environments, policy.json among them",
  options: { check: "write nothing; exit 1 where a committed snapshot is not that of its policy" },
  examples: ["claimsmith snapshot --check"],
  run: runSnapshot,
};

async function runSnapshot({ loadConfig, options, terminal }: CommandContext): Promise<void> {
  const states = await snapshotStates(await loadConfig());
  const stale = states.filter(({ isCurrent }) => !isCurrent);
  if (options.check && stale.length > 0) throw staleSnapshots(stale);
  for (const state of states) {
    if (!state.isCurrent) await writeFile(state.path, state.text);
    const verb = state.isCurrent ? "is current" : "written";
    terminal.out(`${relative(process.cwd(), state.path)} ${verb} (${state.content})`);
  }
}
