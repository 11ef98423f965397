// `claimsmith demo`: signs every persona in once and shows what its tokens carry, and why.
import type { Command } from "./command.ts";

/** Ends by itself; leaves nothing behind. */
export const demo: Command = {
  summary: "sign every persona in and show its tokens, what the policy did to them, and why",
  options: { json: "print one JSON document instead" },
  examples: ["claimsmith demo --json"],
  run: async (context) => (await import("./run-demo.ts")).runDemo(context),
};
