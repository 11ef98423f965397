// What does `claimsmith size` do once it was asked for? Loaded then: the help of one command needs nothing of the others.
import { largestToken } from "@claimsmith/claims-policy";
import { oneOf } from "../preview/selection.ts";
import { sizeDocument } from "../size/document.ts";
import { renderedSizeReport } from "../size/render.ts";
import type { CommandContext } from "./command.ts";

/** Carries the command out. */
export async function runSize({ loadConfig, options, terminal }: CommandContext): Promise<void> {
  const { policy } = await loadConfig();
  const names = Object.keys(policy.clients);
  const clients = options.client === undefined ? names : [oneOf("client", options.client, names)];
  const tokens = largestToken(policy).filter(({ client }) => clients.includes(client));
  if (options.json) terminal.out(JSON.stringify(sizeDocument(policy, tokens), undefined, 2));
  else for (const line of renderedSizeReport(policy, tokens, terminal.paint)) terminal.out(line);
}
