// In which order are the lines of the tokens explained?
import { explainNames, type NameExplanation } from "@claimsmith/claims-policy";
import { isCognitosOwn, reasonInWords } from "@claimsmith/claims-policy/words";
import type { ShownPreview } from "./bench-preview.ts";

/** One line, explained. */
export interface ExplainedLine {
  readonly name: string;
  readonly present: boolean;
  /** Why, by which rule, and on what it rests. */
  readonly why: string;
}

/** The lines of one kind. */
export interface ExplanationSection {
  readonly title: string;
  readonly lines: readonly ExplainedLine[];
  /** Claims that Cognito puts there by itself, with nothing to explain. */
  readonly own: readonly string[];
  /** What these are called. */
  readonly ownTitle: string;
}

type Holds = (row: NameExplanation) => boolean;

const SECTIONS: readonly { readonly title: string; readonly holds: Holds }[] = [
  { title: "ID token", holds: ({ kind, token }) => kind === "claim" && token === "id" },
  { title: "Access token", holds: ({ kind, token }) => kind === "claim" && token === "access" },
  { title: "Scopes of the access token", holds: ({ kind }) => kind === "scope" },
  { title: "Groups of both tokens", holds: ({ kind }) => kind === "group" },
];

/** Every line of both tokens that a rule is about, and those that Cognito decides. Sections without lines are left out. */
export function explanationSections(
  shown: Pick<ShownPreview, "pool" | "preview">,
): readonly ExplanationSection[] {
  const rows = explainNames(shown);
  return SECTIONS.map(({ title, holds }) => {
    const held = rows.filter(holds);
    const told = held.filter((row) => !isCognitosOwn(row));
    const own = held.filter(isCognitosOwn);
    return {
      title,
      lines: told.map((row) => ({ name: row.name, present: row.present, why: reasonInWords(row) })),
      own: own.map(({ name }) => name),
      ownTitle: own.some(({ present }) => present) ? "Cognito’s own" : "Cognito’s own, not issued",
    };
  }).filter(({ lines, own }) => lines.length + own.length > 0);
}
