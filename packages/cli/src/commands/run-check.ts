// What does `claimsmith check` do once it was asked for? Loaded then: the help of one command needs nothing of the others.
import { type CheckDocument, checkDocument, unreadableDocument } from "../check/check-document.ts";
import { renderedCheck } from "../check/render.ts";
import { CliError } from "../errors.ts";
import type { CommandContext } from "./command.ts";

/** Carries the command out. */
export async function runCheck({ readConfig, options, terminal }: CommandContext): Promise<void> {
  const document = await readConfig().then(checkDocument, readable);
  if (options.json) terminal.out(JSON.stringify(document, undefined, 2));
  else for (const line of renderedCheck(document, terminal.paint)) terminal.out(line);
  if (!document.passed) {
    throw new CliError(
      "CHECK_FAILED",
      "correct the issues; correct the findings, or accept them in the policy",
    );
  }
}

function readable(error: unknown): CheckDocument {
  const document = unreadableDocument(error);
  if (document === undefined) throw error;
  return document;
}
