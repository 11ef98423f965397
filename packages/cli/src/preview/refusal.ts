// Which rule gave no tokens, and on what does it rest?
import type { TokenPreview } from "@claimsmith/claims-policy";
import { factInWords } from "@claimsmith/claims-policy/words";
import { redactedAtoms } from "../explain/redaction.ts";

/**
 * Why there are no tokens, in a line: `account_suspended (deny[0]: …)`; `undefined` where there are. Without values conditions are
 * told without their constants.
 */
export function refusalInWords(
  { explanation }: Pick<TokenPreview, "explanation">,
  showValues = true,
): string | undefined {
  const { decision, rules } = explanation;
  if (decision.outcome === "issue") return undefined;
  const { code, rule, reason } = decision;
  const found = rules.find((each) => each.rule === rule);
  const because = (found?.because ?? []).filter(({ decisive }) => decisive);
  const facts = (showValues ? because : redactedAtoms(because)).map(factInWords);
  const from = found?.from === undefined ? [] : [`from ${found.from}`];
  const why = [...from, ...facts].join(", ");
  return `${reason ?? code} (${rule}${why === "" ? "" : `: ${why}`})`;
}
