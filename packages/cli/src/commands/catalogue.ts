// `claimsmith catalogue`: what the tokens look like, for those who read them: in Markdown, JSON Schema, OpenAPI and types.
import type { Command } from "./command.ts";

/** Prints one format, or writes all of them. Says nothing that depends on when or where it runs. */
export const catalogue: Command = {
  summary: "describe the tokens for those who read them, in any language",
  options: {
    format: "markdown, json-schema, openapi or types; default: markdown, with --out all of them",
    out: "write into this folder instead of printing",
    env: "openapi: this environment alone",
    "user-pool-id": "openapi: the pool of --env; adds its OpenID Connect URL",
  },
  examples: ["claimsmith catalogue --format types", "claimsmith catalogue --out tokens"],
  run: async (context) => (await import("./run-catalogue.ts")).runCatalogue(context),
};
