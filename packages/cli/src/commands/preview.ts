// `claimsmith preview`: the tokens of a persona or of a captured event, before and after the policy. Nothing runs or is deployed.
import { previewTokens } from "@claimsmith/claims-policy";
import { runCapturedEvent } from "../preview/captured-event.ts";
import { eventDocument, previewDocument } from "../preview/document.ts";
import { poolOf } from "../preview/pool.ts";
import { renderedEvent, renderedRun } from "../preview/render-run.ts";
import { selectedEnvironment, selectedRuns, titleOf } from "../preview/selection.ts";
import type { Command, CommandContext } from "./command.ts";

/** Shows values, also those of an event: they are what it is for. */
export const preview: Command = {
  summary: "show a persona's tokens before and after the policy, what changed and why, and their sizes",
  options: {
    persona: "who gets the tokens",
    client: "with which client; default: each of the persona's",
    grant: "how: sdk, hosted, refresh or machine; default: the client's first",
    env: "in which of the configuration's environments; default: the one that dev runs",
    event:
      "in place of a persona: a trigger event as Lambda gets it, a JSON file, run through the real handler",
    json: "print one JSON document",
  },
  examples: [
    "claimsmith preview --persona alice --client web --grant hosted",
    "claimsmith preview --persona partner --env prod --json",
  ],
  run: runPreview,
};

async function runPreview({ loadConfig, options, terminal }: CommandContext): Promise<void> {
  const { out, paint } = terminal;
  const config = await loadConfig();
  const environment = selectedEnvironment(config, options.env);
  if (options.event !== undefined) {
    const run = await runCapturedEvent(config, options.event, { options, environment });
    if (options.json) out(JSON.stringify(eventDocument(run), undefined, 2));
    else for (const line of renderedEvent(run, paint)) out(line);
    return;
  }
  const selected = selectedRuns(config, options);
  const pool = await poolOf(config, environment);
  const { policy, hash } = pool.snapshot;
  const runs = selected.map((run) => ({ ...run, preview: previewTokens(pool, run) }));
  if (options.json) {
    const documents = runs.map(({ name, preview: each }) => ({ persona: name, ...previewDocument(each) }));
    out(JSON.stringify({ policy: policy.name, policyHash: hash, runs: documents }, undefined, 2));
    return;
  }
  for (const [index, run] of runs.entries()) {
    if (index > 0) out("");
    for (const line of renderedRun({ title: titleOf(run), preview: run.preview, policy }, paint)) out(line);
  }
}
