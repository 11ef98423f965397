// `claimsmith explain`: why each claim, scope and group is on the tokens, or why it is not.
import type { Command } from "./command.ts";

/** Values of personas are examples, so they are shown; those of an event only where they are asked for. */
export const explain: Command = {
  summary: "say of each claim, scope and group why it is on the tokens, or why it is not",
  options: {
    persona: "who gets the tokens",
    client: "with which client; default: each of the persona's",
    grant: "how: sdk, hosted, refresh or machine; default: the client's first",
    env: "in which of the configuration's environments; default: the one that dev runs",
    event:
      "in place of a persona: a trigger event as Lambda gets it, a JSON file, run through the real handler",
    "show-values": "show the values of an event, too",
    json: "print one JSON document",
  },
  names: "[CLAIM|SCOPE|GROUP …]",
  examples: [
    "claimsmith explain --persona bob",
    "claimsmith explain --persona alice --client web --grant hosted 'admin/*' phone_number tenant",
  ],
  run: async (context) => (await import("./run-explain.ts")).runExplain(context),
};
