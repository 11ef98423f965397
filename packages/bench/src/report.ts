// How are the figures shown? As Markdown tables, for a terminal and for the README alike.
import targets from "../targets.json" with { type: "json" };

/** The figures by key, as `--json` prints them. */
export type Figures = Readonly<Record<keyof typeof targets, number>>;

interface Target {
  readonly description: string;
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** Each figure that was measured beside its target. */
export function figureTable(figures: Partial<Figures>): string {
  const rows = Object.entries<Target>(targets).flatMap(([key, target]) => {
    const figure = figures[key as keyof Figures];
    if (figure === undefined) return [];
    const name = `\`${key}\``;
    return [[name, target.description, rounded(figure), targetInWords(target), verdict(figure, target)]];
  });
  return table(["figure", "what", "value", "target", "met"], rows);
}

/** The times behind the figures: they move with the machine. */
export function timeTable(what: string, unit: string, times: Readonly<Record<string, number>>): string {
  return table(
    [what, unit],
    Object.entries(times).map(([name, time]) => [name, rounded(time)]),
  );
}

function targetInWords({ atLeast, atMost }: Target): string {
  if (atLeast !== undefined) return `≥ ${atLeast}`;
  return atMost === undefined ? "" : `≤ ${atMost}`;
}

function verdict(figure: number, { atLeast, atMost }: Target): string {
  if (atLeast === undefined && atMost === undefined) return "";
  return figure >= (atLeast ?? Number.NEGATIVE_INFINITY) && figure <= (atMost ?? Number.POSITIVE_INFINITY)
    ? "yes"
    : "no";
}

function rounded(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
