// `claimsmith plan`: what does a change of the policy do to the tokens, and who can now get what they could not?
import type { Command } from "./command.ts";

/** Exits with 3 where something widened that nobody approved, with 1 where the change cannot be deployed. */
export const plan: Command = {
  summary: "compare the policy with an earlier one, as tokens: who gains, who loses, and the proof",
  options: {
    against: "a git revision, or the file of a snapshot; default: HEAD",
    env: "in which of the configuration's environments; default: the one that dev runs",
    format: "text, markdown or json; default: text",
    json: "the same as --format json",
  },
  examples: ["claimsmith plan --against HEAD", "claimsmith plan --env prod --format markdown"],
  run: async (context) => (await import("./run-plan.ts")).runPlan(context),
};
