// `claimsmith plan`: what does a change of the policy do to the tokens, and who can now get what they could not?
import { CliError } from "../errors.ts";
import { type Compared, compared } from "../plan/compared.ts";
import { renderedPlan } from "../plan/render.ts";
import { planMarkdown } from "../plan/render-markdown.ts";
import { oneOf } from "../preview/selection.ts";
import type { Command, CommandContext } from "./command.ts";

const FORMATS = ["text", "markdown", "json"] as const;

/** Exits with 3 where something widened that nobody approved, with 1 where the change cannot be deployed. */
export const plan: Command = {
  summary: "compare the policy with an earlier one, as tokens: who gains, who loses, and the proof",
  options: {
    against: "a git revision, or the file of a snapshot; default: HEAD",
    env: "in which of the configuration's environments; default: the one that dev runs",
    format: `${FORMATS.join(", ")}; default: text`,
    json: "the same as --format json",
  },
  examples: ["claimsmith plan --against HEAD", "claimsmith plan --env prod --format markdown"],
  run: runPlan,
};

async function runPlan({ loadConfig, options, terminal }: CommandContext): Promise<void> {
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
