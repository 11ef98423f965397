// `claimsmith size`: how large can the tokens get, and what takes how much of them?
import { largestToken } from "@claimsmith/claims-policy";
import { oneOf } from "../preview/selection.ts";
import { sizeDocument } from "../size/document.ts";
import { renderedSizeReport } from "../size/render.ts";
import type { Command, CommandContext } from "./command.ts";

/** Exits with 0, also beyond a budget: `check` is what fails. */
export const size: Command = {
  summary: "say how large the tokens can get, for each client and grant, and what takes how much of them",
  options: {
    client: "of one client; default: of every client",
    json: "print one JSON document",
  },
  examples: ["claimsmith size", "claimsmith size --client web --json"],
  run: runSize,
};

async function runSize({ loadConfig, options, terminal }: CommandContext): Promise<void> {
  const { policy } = await loadConfig();
  const names = Object.keys(policy.clients);
  const clients = options.client === undefined ? names : [oneOf("client", options.client, names)];
  const tokens = largestToken(policy).filter(({ client }) => clients.includes(client));
  if (options.json) terminal.out(JSON.stringify(sizeDocument(policy, tokens), undefined, 2));
  else for (const line of renderedSizeReport(policy, tokens, terminal.paint)) terminal.out(line);
}
