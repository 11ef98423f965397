// What does `claimsmith snapshot` do once it was asked for? Loaded then: the help of one command needs nothing of the others.
import { writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { snapshotStates, staleSnapshots } from "../snapshots.ts";
import type { CommandContext } from "./command.ts";

/** Carries the command out. */
export async function runSnapshot({ loadConfig, options, terminal }: CommandContext): Promise<void> {
  const states = await snapshotStates(await loadConfig());
  const stale = states.filter(({ isCurrent }) => !isCurrent);
  if (options.check && stale.length > 0) throw staleSnapshots(stale);
  for (const state of states) {
    if (!state.isCurrent) await writeFile(state.path, state.text);
    const verb = state.isCurrent ? "is current" : "written";
    terminal.out(`${relative(process.cwd(), state.path)} ${verb} (${state.content})`);
  }
}
