// What of dynalite do the tests use? It brings no types.
declare module "dynalite" {
  import type { Server } from "node:http";

  /** A DynamoDB in memory that is ready to listen. */
  function dynalite(options: { readonly createTableMs: number }): Server;
  export = dynalite;
}
