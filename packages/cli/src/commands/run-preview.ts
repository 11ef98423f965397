// What does `claimsmith preview` do once it was asked for? Loaded then: the help of one command needs nothing of the others.
import { previewTokens } from "@claimsmith/claims-policy";
import { runCapturedEvent } from "../preview/captured-event.ts";
import { eventDocument, previewDocument } from "../preview/document.ts";
import { poolOf } from "../preview/pool.ts";
import { renderedEvent, renderedRun } from "../preview/render-run.ts";
import { selectedEnvironment, selectedRuns, titleOf } from "../preview/selection.ts";
import type { CommandContext } from "./command.ts";

/** Carries the command out. */
export async function runPreview({ loadConfig, options, terminal }: CommandContext): Promise<void> {
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
