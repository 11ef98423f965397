// `claimsmith parity`: holds a real user pool against what is known of Cognito, the list that the local pool stands on.
import type { Command } from "./command.ts";

/** Exits with 1 where a behaviour is otherwise or could not be tried. Credentials: AWS_ACCESS_KEY_ID and its like. */
export const parity: Command = {
  summary: "hold a user pool against the fidelity list; makes nothing without --yes",
  options: {
    region: "the region of the pool",
    "user-pool-id": "the pool: one for tests, since --yes makes app clients, users and groups in it",
    yes: "make what the behaviours need, and remove it afterwards; without it only what is public is looked at",
    domain: "base URL of the pool's OAuth endpoints, like https://PREFIX.auth.REGION.amazoncognito.com",
    endpoint: "base URL of another API than AWS's, like that of a local pool",
    probe: "the pool's trigger is the probe: try what the trigger receives and answers, too",
    "write-probe": "write the probe's index.js into this folder and stop: deploy it as the pool's trigger",
    "save-events": "keep each kind of event that the probe showed in this folder, redacted",
    json: "print one JSON document",
  },
  examples: ["claimsmith parity --write-probe probe"],
  run: async (context) => (await import("./run-parity.ts")).runParityCommand(context),
};
