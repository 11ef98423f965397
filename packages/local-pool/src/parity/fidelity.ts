// How right is the local pool? The outcomes of a run against it, as the list that its README shows.
import { isJsonRecord, type Json, type JsonRecord } from "./json.ts";
import type { ParityOutcome } from "./run.ts";

/**
 * What the list says of a behaviour: `holds`; `unverified` where the local pool does as described but nobody is sure that Cognito
 * does; `differs` and `absent` where the table says so.
 */
export type Fidelity = "holds" | "unverified" | "differs" | "absent";

/**
 * The line of one outcome; `undefined` where the run does not bear out what the table says: the behaviour is other than the
 * table knows, or is known as other and is not.
 */
export function fidelityOf(run: ParityOutcome): Fidelity | undefined {
  const { local, certainty } = run.behaviour;
  if (local === undefined) {
    if (run.outcome !== "same") return undefined;
    return certainty === "uncertain" ? "unverified" : "holds";
  }
  if (run.outcome !== "different") return undefined;
  return local.status === "absent" && !isUnsupported(run.observed) ? undefined : local.status;
}

function isUnsupported(observed: Json): boolean {
  return isJsonRecord(observed) && (observed as JsonRecord).error === "UnsupportedOperationException";
}

/** The list in Markdown: a table for each area, and a count of each status in front. */
export function fidelityList(runs: readonly ParityOutcome[]): string {
  const areas = [...new Set(runs.map(({ behaviour }) => behaviour.area))];
  const tables = areas.map((area) => {
    const rows = runs.filter(({ behaviour }) => behaviour.area === area).map(cellsOf);
    return `### ${capitalised(area)}\n\n${table(["Cognito", "source", "here"], rows)}`;
  });
  return [counted(runs), ...tables].join("\n\n");
}

function cellsOf(run: ParityOutcome): readonly string[] {
  const { behaviour, source, local } = run.behaviour;
  const status = fidelityOf(run) ?? "fails";
  const why = local === undefined ? status : `${status}: ${local.why}`;
  return [behaviour, source, status === "holds" ? status : `_${why}_`];
}

function counted(runs: readonly ParityOutcome[]): string {
  const statuses: readonly Fidelity[] = ["holds", "unverified", "differs", "absent"];
  const counts = statuses.map(
    (status) => `${runs.filter((run) => fidelityOf(run) === status).length} ${status}`,
  );
  return `${runs.length} behaviours: ${counts.join(", ")}.`;
}

/** Cells padded to the width of their column, as formatters want them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => [...cell(row, column)].length)),
  );
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, column) => cell(row, column) + " ".repeat(width - [...cell(row, column)].length)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

function cell(row: readonly string[], column: number): string {
  return (row[column] ?? "").replaceAll("|", "\\|");
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
