// An explanation for programs.
import type { NameExplanation, TokenPreview } from "@claimsmith/claims-policy";
import { redactedRow } from "./redaction.ts";

/** What is told of one sign-in. */
export interface ExplainedRun {
  readonly persona?: string;
  readonly preview?: TokenPreview | undefined;
  /** The code of an event that could not be evaluated. */
  readonly refusal?: string | undefined;
  readonly rows: readonly NameExplanation[];
  readonly showValues: boolean;
}

/** The explanation of one sign-in: the decision, and a row for each name. Values only where they may be shown. */
export function explainDocument({ persona, preview, refusal, rows, showValues }: ExplainedRun): object {
  const who = persona === undefined ? {} : { persona };
  if (preview === undefined) return { ...who, outcome: "refuse", code: refusal, explained: [] };
  const { client, grant, eventVersion, explanation } = preview;
  const { decision } = explanation;
  const why = decision.outcome === "issue" ? { outcome: decision.outcome } : decision;
  const explained = (showValues ? rows : rows.map(redactedRow)).map((row) => ({
    ...row,
    because: row.because.map(({ condition, value }) => ({ condition, value })),
  }));
  return { ...who, client, grant, eventVersion, ...why, explained };
}
