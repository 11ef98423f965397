// What does `claimsmith explain` do once it was asked for? Loaded then: the help of one command needs nothing of the others.
import { explainNames, previewTokens, type TokenPreview } from "@claimsmith/claims-policy";
import { explainDocument } from "../explain/document.ts";
import { renderedExplanation } from "../explain/render.ts";
import { runCapturedEvent } from "../preview/captured-event.ts";
import { poolOf } from "../preview/pool.ts";
import { selectedEnvironment, selectedRuns, titleOf } from "../preview/selection.ts";
import type { CommandContext } from "./command.ts";

/** Carries the command out. */
export async function runExplain(context: CommandContext): Promise<void> {
  const { loadConfig, options } = context;
  const config = await loadConfig();
  const environment = selectedEnvironment(config, options.env);
  if (options.event !== undefined) {
    const run = await runCapturedEvent(config, options.event, { options, environment });
    const { client, triggerSource, version, pool, preview, refusal } = run;
    const title = `${triggerSource}, event version ${version}; client ${client}`;
    const showValues = options["show-values"] === true;
    return show(context, [{ title, pool, preview, refusal: refusal?.code, showValues }]);
  }
  const runs = selectedRuns(config, options);
  const pool = await poolOf(config, environment);
  const explained = runs.map((run) => {
    const preview = previewTokens(pool, run);
    return { title: titleOf(run), persona: run.name, pool, preview, showValues: true };
  });
  show(context, explained);
}

interface Explained extends Pick<Parameters<typeof explainNames>[0], "pool"> {
  readonly title: string;
  readonly persona?: string;
  /** Absent where an event could not be evaluated. */
  readonly preview?: TokenPreview | undefined;
  readonly refusal?: string | undefined;
  readonly showValues: boolean;
}

function show({ options, names, terminal }: CommandContext, all: readonly Explained[]): void {
  const asked = names.length === 0 ? undefined : names;
  const rowsOf = ({ pool, preview }: Explained) =>
    preview === undefined ? [] : explainNames({ pool, preview }, asked);
  if (options.json) {
    const documents = all.map((each) => explainDocument({ ...each, rows: rowsOf(each) }));
    terminal.out(JSON.stringify({ runs: documents }, undefined, 2));
    return;
  }
  for (const [index, each] of all.entries()) {
    if (index > 0) terminal.out("");
    const lines = renderedExplanation(
      { ...each, rows: rowsOf(each), isAsked: asked !== undefined },
      terminal.paint,
    );
    for (const line of lines) terminal.out(line);
  }
}
