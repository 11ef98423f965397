// `claimsmith dev`: keeps the local pool, its trigger and the processes of the configuration running until it is stopped.
import type { Command } from "./command.ts";

/**
 * Ends with exit code 0 on SIGINT, SIGTERM and SIGHUP, and when whatever started it ends; with 1 when a process ends by itself.
 */
export const dev: Command = {
  summary: "keep the local pool running, with the processes that the configuration names",
  options: {
    data: "a directory that keeps pool, users and keys until the next time; default: nothing is kept",
    "insecure-listen-host":
      "listen on this address instead of 127.0.0.1: whoever reaches it is an administrator of the pool",
    json: "print one line of JSON when everything is ready; logs go to standard error",
    "pool-only": "run the pool and its trigger alone, no process beside them",
    port: "the TCP port of the pool, 0 to 65535; 0 takes free ones, also for the processes; default 9229",
  },
  examples: ["claimsmith dev --pool-only --port 0"],
  run: async (context) => (await import("./run-dev.ts")).runDev(context),
};
