// `claimsmith check`: everything that is wrong with the policies, their environments and personas, and what the lints say.
import { type CheckDocument, checkDocument, unreadableDocument } from "../check/check-document.ts";
import { renderedCheck } from "../check/render.ts";
import { CliError } from "../errors.ts";
import type { Command, CommandContext } from "./command.ts";

/** Exits with 1 where something has to change, or be accepted in the policy with a reason. */
export const check: Command = {
  summary: "find all issues of policies, environments and personas, and what the lints say",
  options: { json: "print one JSON document instead" },
  examples: ["claimsmith check"],
  run: runCheck,
};

async function runCheck({ readConfig, options, terminal }: CommandContext): Promise<void> {
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
