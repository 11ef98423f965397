// `claimsmith preview`: the tokens of a persona or of a captured event, before and after the policy. Nothing runs or is deployed.
import type { Command } from "./command.ts";

/** Shows values, also those of an event: they are what it is for. */
export const preview: Command = {
  summary: "show a persona's tokens before and after the policy, what changed and why, and their sizes",
  options: {
    persona: "who gets the tokens",
    client: "with which client; default: each of the persona's",
    grant: "how: sdk, hosted, refresh or machine; default: the client's first",
    env: "in which of the configuration's environments; default: the one that dev runs",
    event:
      "in place of a persona: a trigger event as Lambda gets it, a JSON file, run through the real handler",
    json: "print one JSON document",
  },
  examples: [
    "claimsmith preview --persona alice --client web --grant hosted",
    "claimsmith preview --persona partner --env prod --json",
  ],
  run: async (context) => (await import("./run-preview.ts")).runPreview(context),
};
