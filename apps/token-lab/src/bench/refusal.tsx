// Why are there no tokens? The code, the rule, and what it rests on.
import type { TokenPreview } from "@claimsmith/claims-policy";
import { factInWords } from "@claimsmith/claims-policy/words";

/** A refusal as it is; nothing where tokens are issued. It is what was asked for, not an error of the page: it does not interrupt. */
export function Refusal({ preview }: { readonly preview: TokenPreview }) {
  const { decision, rules } = preview.explanation;
  if (decision.outcome === "issue") return null;
  const facts = rules
    .find(({ rule }) => rule === decision.rule)
    ?.because.filter(({ decisive }) => decisive)
    .map(factInWords);
  return (
    <div className="notice notice-bad">
      <strong>No tokens: the policy refuses this sign-in</strong>
      <dl className="bench-pairs">
        <dt>Code</dt>
        <dd>
          <code>{decision.code}</code>
        </dd>
        {decision.reason !== undefined && (
          <>
            <dt>Reason</dt>
            <dd>
              <code>{decision.reason}</code>
            </dd>
          </>
        )}
        <dt>Rule</dt>
        <dd>
          <code>{decision.rule}</code>
        </dd>
        {facts !== undefined && facts.length > 0 && (
          <>
            <dt>Because</dt>
            <dd>{facts.join(", ")}</dd>
          </>
        )}
      </dl>
    </div>
  );
}
