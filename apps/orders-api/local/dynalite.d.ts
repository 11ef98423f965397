// What of dynalite is used here? It brings no types.
declare module "dynalite" {
  import type { Server } from "node:http";

  /** A DynamoDB in memory that is ready to listen. */
  function dynalite(options: { readonly createTableMs: number }): Server;
  export = dynalite;
}
