// A plan for people at a terminal.
import {
  changedPersonas,
  headline,
  isUnchanged,
  NOTHING_CHANGES,
  NOTHING_WIDENED,
  type PersonaEntry,
  type PlanEntry,
  sectionsOf,
  sizesInWords,
  tokenChangeInWords,
} from "@claimsmith/claims-policy/words";
import { wrapped } from "../demo/columns.ts";
import { WIDTH } from "../preview/render.ts";
import type { Terminal, Tone } from "../terminal.ts";
import type { Compared } from "./compared.ts";

type Paint = Terminal["paint"];

const MARKS = {
  widening: { mark: "!", tone: "loss" },
  narrowing: { mark: "-", tone: "quiet" },
  changed: { mark: "~", tone: "quiet" },
} as const satisfies Record<string, { readonly mark: string; readonly tone: Tone }>;

/** The plan as lines of at most 100 columns. */
export function renderedPlan(compared: Compared, paint: Paint): string[] {
  const { plan, comparesEnvironments } = compared;
  const sections = sectionsOf(plan);
  const heading = wrapped(headline(compared), WIDTH, 2).map((line) => paint("heading", line));
  const note = comparesEnvironments
    ? []
    : wrapped(
        "Environments are not compared, what --against names has no snapshot of this one: today's settings count for both.",
        WIDTH,
        2,
      );
  if (isUnchanged(plan)) {
    return [...heading, ...note, "", NOTHING_CHANGES, ...unusedLines(plan.unusedApprovals, paint)];
  }
  const widened = sections.some(({ direction }) => direction === "widening");
  return [
    ...heading,
    ...note,
    ...plan.undeployable.flatMap(({ code, path, hint }, index) => [
      ...(index === 0 ? ["", paint("heading", "Cannot be deployed")] : []),
      ...wrapped(`  ! ${path}: ${code}; ${hint}`, WIDTH, 6).map((line) => paint("loss", line)),
    ]),
    ...sections.flatMap(({ title, direction, entries }) => [
      "",
      paint("heading", title),
      ...entries.flatMap((entry) => entryLines(entry, MARKS[direction], paint)),
    ]),
    ...(widened ? [] : ["", ...wrapped(NOTHING_WIDENED, WIDTH, 0)]),
    ...personaSection(changedPersonas(plan), paint),
    ...unusedLines(plan.unusedApprovals, paint),
  ];
}

function unusedLines(ids: readonly string[], paint: Paint): string[] {
  if (ids.length === 0) return [];
  const title = paint("heading", "Approvals of what is no widening: take them out");
  return ["", title, ...ids.map((id) => `    ${id}`)];
}

function entryLines(
  { id, what, paths, example, approval }: PlanEntry,
  { mark, tone }: { readonly mark: string; readonly tone: Tone },
  paint: Paint,
): string[] {
  const more = [
    ...paths.map((path) => `by ${path}`),
    ...example.map((line, index) => (index === 0 ? `for example: ${line}` : line)),
    ...(approval === undefined ? [] : [approval]),
  ];
  return [
    ...wrapped(`  ${mark} ${id}: ${what}`, WIDTH, 6).map((line) => paint(tone, line)),
    ...more.flatMap((line) => wrapped(`      ${line}`, WIDTH, 8)),
  ];
}

function personaSection(personas: readonly PersonaEntry[], paint: Paint): string[] {
  return personas.flatMap(({ persona, client, changes, ways }, index) => [
    "",
    ...(index === 0 ? [paint("heading", "Personas"), ""] : []),
    `  ${persona}, client ${client}`,
    ...changes.flatMap((change) =>
      wrapped(`    ${tokenChangeInWords(change)}: ${change.direction}`, WIDTH, 8),
    ),
    ...ways.flatMap((way) => wrapped(`      ${sizesInWords(way)}`, WIDTH, 8)),
  ]);
}
