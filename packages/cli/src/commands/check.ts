// `claimsmith check`: everything that is wrong with the policies, their environments and personas, and what the lints say.
import type { Command } from "./command.ts";

/** Exits with 1 where something has to change, or be accepted in the policy with a reason. */
export const check: Command = {
  summary: "find all issues of policies, environments and personas, and what the lints say",
  options: { json: "print one JSON document instead" },
  examples: ["claimsmith check"],
  run: async (context) => (await import("./run-check.ts")).runCheck(context),
};
