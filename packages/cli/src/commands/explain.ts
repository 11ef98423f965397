// `claimsmith explain`: why each claim, scope and group is on the tokens, or why it is not.
import { explainNames, previewTokens, type TokenPreview } from "@claimsmith/claims-policy";
import { explainDocument } from "../explain/document.ts";
import { renderedExplanation } from "../explain/render.ts";
import { runCapturedEvent } from "../preview/captured-event.ts";
import { poolOf } from "../preview/pool.ts";
import { selectedEnvironment, selectedRuns, titleOf } from "../preview/selection.ts";
import type { Command, CommandContext } from "./command.ts";

/** Values of personas are examples, so they are shown; those of an event only where they are asked for. */
export const explain: Command = {
  summary: "say of each claim, scope and group why it is on the tokens, or why it is not",
  options: {
    persona: "who gets the tokens",
    client: "with which client; default: each of the persona's",
    grant: "how: sdk, hosted, refresh or machine; default: the client's first",
    env: "in which of the configuration's environments; default: the one that dev runs",
    event:
      "in place of a persona: a trigger event as Lambda gets it, a JSON file, run through the real handler",
    "show-values": "show the values of an event, too",
    json: "print one JSON document",
  },
  names: "[CLAIM|SCOPE|GROUP …]",
  examples: [
    "claimsmith explain --persona bob",
    "claimsmith explain --persona alice --client web --grant hosted 'admin/*' phone_number tenant",
  ],
  run: runExplain,
};

async function runExplain(context: CommandContext): Promise<void> {
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
