// An explanation for people: a line for each claim, scope and group, with the rule and the facts that decided.
import type { NameExplanation, TokenPreview } from "@claimsmith/claims-policy";
import { isCognitosOwn, jsonText, reasonInWords } from "@claimsmith/claims-policy/words";
import { wrapped } from "../demo/columns.ts";
import { aligned } from "../demo/render-change.ts";
import { refusalInWords } from "../preview/refusal.ts";
import { WIDTH } from "../preview/render.ts";
import type { Terminal } from "../terminal.ts";
import { factLines } from "./facts.ts";
import { redactedRow } from "./redaction.ts";

/** What is shown of one sign-in. */
export interface ShownExplanation {
  readonly title: string;
  readonly preview?: TokenPreview | undefined;
  /** The code of an event that could not be evaluated. */
  readonly refusal?: string | undefined;
  readonly rows: readonly NameExplanation[];
  /** True where names were asked for: then Cognito's own claims are told one by one as well. */
  readonly isAsked: boolean;
  readonly showValues: boolean;
}

type Paint = Terminal["paint"];

/** The explanation as lines of at most 100 columns. */
export function renderedExplanation(shown: ShownExplanation, paint: Paint): string[] {
  const { title, preview, refusal, showValues } = shown;
  const heading = wrapped(title, WIDTH, 2).map((line) => paint("heading", line));
  const why = preview === undefined ? refusal : refusalInWords(preview, showValues);
  const denied = why === undefined ? [] : wrapped(`  No tokens: ${why}`, WIDTH, 4);
  const lines = [...heading, ...denied.map((line) => paint("loss", line))];
  if (preview === undefined) return lines;
  const facts = factLines(preview, showValues).flatMap((line) => wrapped(line, WIDTH, 6));
  return [
    ...lines,
    "",
    "  Facts",
    ...facts,
    ...SECTIONS.flatMap((section) => renderedSection(section, shown, paint)),
  ];
}

interface Section {
  readonly title: string;
  readonly holds: (row: NameExplanation) => boolean;
}

const SECTIONS: readonly Section[] = [
  { title: "ID token", holds: ({ kind, token }) => kind === "claim" && token === "id" },
  { title: "Access token", holds: ({ kind, token }) => kind === "claim" && token === "access" },
  { title: "Scopes", holds: ({ kind }) => kind === "scope" },
  { title: "Groups", holds: ({ kind }) => kind === "group" },
];

function renderedSection({ title, holds }: Section, shown: ShownExplanation, paint: Paint): string[] {
  const rows = shown.rows.filter(holds);
  const own = shown.isAsked ? [] : rows.filter(isCognitosOwn);
  const told = rows
    .filter((row) => !own.includes(row))
    .flatMap((row) => renderedRow(row, shown.showValues, paint));
  const ownNames = own.map(({ name }) => name).join(", ");
  const label = own.some(({ present }) => present) ? "Cognito's own" : "Cognito's own, not issued";
  const untold = own.length === 0 ? [] : wrapped(`    ${label}: ${ownNames}`, WIDTH, 6);
  if (rows.length === 0) return [];
  return ["", `  ${title}`, ...told, ...untold.map((line) => paint("quiet", line))];
}

const NAME_WIDTH = 26;
const INDENT = NAME_WIDTH + 5;

function renderedRow(whole: NameExplanation, showValues: boolean, paint: Paint): string[] {
  const row = showValues ? whole : redactedRow(whole);
  const { name, present, value } = row;
  const hidden = whole.value === undefined ? "" : "(hidden)";
  const shown = value === undefined ? hidden : jsonText(value);
  const text = [shown, reasonInWords(row)].filter((part) => part !== "").join("; ");
  const head = `  ${present ? "+" : "-"} ${name.padEnd(NAME_WIDTH)} `;
  const lines =
    head.length > INDENT
      ? [head.trimEnd(), ...aligned(`${" ".repeat(INDENT)}${text}`, INDENT, WIDTH)]
      : aligned(`${head}${text}`, INDENT, WIDTH);
  return lines.map((line) => paint(present ? "gain" : "quiet", line));
}
