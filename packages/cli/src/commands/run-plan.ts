// What does `claimsmith plan` do once it was asked for? Loaded then: the help of one command needs nothing of the others.
import { CliError } from "../errors.ts";
import { type Compared, compared } from "../plan/compared.ts";
import { renderedPlan } from "../plan/render.ts";
import { planMarkdown } from "../plan/render-markdown.ts";
import { oneOf } from "../preview/selection.ts";
import type { CommandContext } from "./command.ts";

const FORMATS = ["text", "markdown", "json"] as const;

/** Carries the command out. */
export async function runPlan({ loadConfig, options, terminal }: CommandContext): Promise<void> {
  const { against = "HEAD", env, format = options.json ? "json" : "text" } = options;
  const chosen = oneOf("format", format, FORMATS);
  const found = await compared(await loadConfig(), { against, env });
  const lines = {
    text: () => renderedPlan(found, terminal.paint),
    markdown: () => planMarkdown(found),
    json: () => [JSON.stringify(found, undefined, 2)],
  }[chosen]();
  for (const line of lines) terminal.out(line);
  judge(found);
}

function judge({ plan: { undeployable, unapproved } }: Compared): void {
  if (undeployable.length > 0) {
    throw new CliError("UNDEPLOYABLE", "a pool that exists cannot be changed so: take these changes back", {
      details: undeployable.map(({ code, path }) => `${path}: ${code}`),
    });
  }
  if (unapproved.length > 0) {
    throw new CliError("WIDENED", "somebody has to stand for each widening: approve it with a reason", {
      details: unapproved,
    });
  }
}
