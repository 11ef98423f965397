// How is one answer shown? Its status and duration, why it is so, the challenge and the body.
import { Tag } from "../ui/tag.tsx";
import type { Explanation } from "./explanation.ts";
import type { Outcome } from "./route-call.ts";

/** What is shown. */
export interface AnswerProps {
  /** Like `GET /orders with the ID token`. */
  readonly label: string;
  /** Stands above it, short: `ID token`. */
  readonly title: string;
  readonly outcome: Outcome;
  readonly explanation: Explanation;
}

/** One answer. */
export function Answer({ label, title, outcome, explanation }: AnswerProps) {
  return (
    <article className={`answer answer-${explanation.tone}`} aria-label={`Answer to ${label}`}>
      <div className="row">
        <strong>{title}</strong>
        {outcome.kind === "answered" && <Tag tone={explanation.tone}>{outcome.status}</Tag>}
        <span className="quiet">{Math.round(outcome.durationMs)} ms</span>
      </div>
      <p className="answer-title">{explanation.title}</p>
      {explanation.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {outcome.kind === "answered" && <Details outcome={outcome} />}
    </article>
  );
}

function Details({ outcome }: { readonly outcome: Extract<Outcome, { kind: "answered" }> }) {
  const { body, challenge } = outcome;
  const text = typeof body === "string" ? body : JSON.stringify(body, null, 2);
  return (
    <>
      {challenge !== undefined && (
        <p>
          <span className="quiet">Challenge: </span>
          <code>{challenge}</code>
        </p>
      )}
      {text !== "" && (
        // What scrolls has to be reachable with the keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        <pre className="answer-body" tabIndex={0}>
          {text}
        </pre>
      )}
    </>
  );
}
