// `claimsmith dev`: keeps the local pool, its trigger and a guarded API running until it is stopped.
import type { Command } from "./command.ts";

/** Ends with exit code 0 on SIGINT and SIGTERM, and when whatever started it ends. */
export const dev: Command = {
  summary: "keep the local pool running, for programs of your own",
  options: {
    data: "a directory that keeps pool, users and keys until the next time; default: nothing is kept",
    "insecure-listen-host":
      "listen on this address instead of 127.0.0.1: whoever reaches it is an administrator of the pool",
    json: "print one line of JSON when the pool is ready; logs go to standard error",
    port: "the TCP port of the pool, 0 to 65535; 0 takes a free one; default 9229",
  },
  examples: ["claimsmith dev --port 0"],
  run: async (context) => (await import("./run-dev.ts")).runDev(context),
};
