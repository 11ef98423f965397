// What does GraphQL answer through Amplify's own API client, with its default header and with the override that circulates?
import { useId, useState } from "react";
import { Notice } from "../ui/notice.tsx";
import { Panel } from "../ui/panel.tsx";
import { Answer } from "./answer.tsx";
import { type Explanation, explanationOf } from "./explanation.ts";
import { callGraphQl, type GraphQlResult } from "./graphql-call.ts";
import { GRAPHQL_OPERATIONS } from "./graphql-operations.ts";
import type { RoutesPanelProps } from "./routes-panel.tsx";
import { SentHeader } from "./sent-header.tsx";
import { TOKEN_WORDS, type TokenName, tokenFacts } from "./token-facts.ts";

const CODE = {
  byDefault: `const client = generateClient();
await client.graphql({ query });`,
  forced: `const client = generateClient({
  headers: async () => ({ Authorization: idToken }),
});
await client.graphql({ query });`,
} as const;

interface Made {
  readonly token: TokenName;
  readonly result: GraphQlResult;
  readonly explanation: Explanation;
}

/** An operation, the switch, and what came of it. */
export function GraphQlPanel({ tokens, settings, drawnBy }: RoutesPanelProps) {
  const [query, setQuery] = useState<string>(GRAPHQL_OPERATIONS[0].query);
  const [isForced, setForced] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [made, setMade] = useState<Made>();
  const forced = isForced && tokens.idToken !== undefined;

  const send = async () => {
    if (isBusy) return;
    setBusy(true);
    const result = await callGraphQl({ settings, tokens, query, isIdTokenForced: forced });
    const token: TokenName = result.sent?.token === "id" ? "id" : "access";
    const sent = token === "id" ? tokens.idToken : tokens.accessToken;
    const facts = sent === undefined ? undefined : tokenFacts(sent);
    setMade({
      token,
      result,
      explanation: explanationOf({ outcome: result.outcome, token, facts, drawnBy }),
    });
    setBusy(false);
  };
  return (
    <Panel title="GraphQL through Amplify">
      <p className="quiet">
        <code>generateClient()</code> of <code>aws-amplify/api</code> talks to{" "}
        <code>{settings.api.graphqlUrl}</code>. Nothing is set on it: which token it sends by default is
        Amplify's own choice.
      </p>
      <Operation query={query} onQuery={setQuery} />
      <label className="switch">
        <input
          type="checkbox"
          checked={forced}
          disabled={tokens.idToken === undefined}
          onChange={({ target }) => setForced(target.checked)}
        />
        <span>Send the ID token instead (the well-known override)</span>
      </label>
      <pre className="wrapping">{forced ? CODE.forced : CODE.byDefault}</pre>
      <div className="row">
        <button type="button" className="button-main" aria-disabled={isBusy} onClick={send}>
          Send through Amplify
        </button>
      </div>
      <p role="status" className="visually-hidden">
        {made === undefined ? "" : sayingOf(made)}
      </p>
      {made !== undefined && <Result {...made} />}
    </Panel>
  );
}

interface OperationProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

function Operation({ query, onQuery }: OperationProps) {
  const id = useId();
  const chosen = GRAPHQL_OPERATIONS.find((operation) => operation.query === query);
  return (
    <>
      <fieldset className="operations">
        <legend>Operation</legend>
        {GRAPHQL_OPERATIONS.map((operation) => (
          <label key={operation.name} className="switch">
            <input
              type="radio"
              name={id}
              checked={operation === chosen}
              onChange={() => onQuery(operation.query)}
            />
            <span>
              <code>{operation.name}</code> <span className="quiet">{operation.about}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <label className="route-body">
        <span>Query or mutation</span>
        <textarea
          className="code"
          rows={6}
          spellCheck={false}
          value={query}
          onChange={({ target }) => onQuery(target.value)}
        />
      </label>
    </>
  );
}

/** What is announced: the outcome without the body. */
function sayingOf({ token, result, explanation }: Made): string {
  if (result.notSent !== undefined) return "Amplify sent nothing.";
  const status = result.outcome.kind === "answered" ? ` ${result.outcome.status}.` : "";
  return `Amplify sent the ${TOKEN_WORDS[token]}:${status} ${explanation.title}.`;
}

function Result({ token, result, explanation }: Made) {
  const { sent, outcome, requestCount, notSent } = result;
  if (notSent !== undefined) {
    return (
      <Notice tone="caution" title="Amplify sent nothing">
        {notSent}
      </Notice>
    );
  }
  return (
    <>
      {sent !== undefined && <SentHeader sent={sent} />}
      {requestCount > 1 && <p>Amplify sent it {requestCount} times, as it does when an answer fails.</p>}
      <Answer
        label={`the GraphQL operation with the ${TOKEN_WORDS[token]}`}
        title={`With the ${TOKEN_WORDS[token]}`}
        outcome={outcome}
        explanation={explanation}
      />
    </>
  );
}
