// `claimsmith size`: how large can the tokens get, and what takes how much of them?
import type { Command } from "./command.ts";

/** Exits with 0, also beyond a budget: `check` is what fails. */
export const size: Command = {
  summary: "say how large the tokens can get, for each client and grant, and what takes how much of them",
  options: {
    client: "of one client; default: of every client",
    json: "print one JSON document",
  },
  examples: ["claimsmith size", "claimsmith size --client web --json"],
  run: async (context) => (await import("./run-size.ts")).runSize(context),
};
