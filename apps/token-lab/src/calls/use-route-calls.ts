// Which routes were called with which token, and what came of it? In memory, and gone with the view.
import { useCallback, useState } from "react";
import type { Tokens } from "../session/tokens.ts";
import type { DrawnScopes } from "./drawn-scopes.ts";
import { type Explanation, explanationOf } from "./explanation.ts";
import { listedId } from "./listed-order.ts";
import { answerTo, type Outcome, requestOf } from "./route-call.ts";
import type { RouteRow } from "./route-rows.ts";
import { TOKEN_WORDS, type TokenName, tokenFacts } from "./token-facts.ts";

/** A call that was answered, or was not. */
export interface MadeCall {
  readonly outcome: Outcome;
  readonly explanation: Explanation;
}

/** What somebody filled in for a route. */
export interface RouteInput {
  readonly values: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** `GET /orders access` → what came of the last such call. */
export type MadeCalls = Readonly<Record<string, MadeCall>>;

/** The key of {@link MadeCalls}. */
export function callKey(row: RouteRow, token: TokenName): string {
  return `${row.name} ${token}`;
}

/** What the calls are made with. */
export interface RouteCallOptions {
  readonly apiUrl: string;
  readonly tokens: Tokens;
  /** Absent while the policy is not read. */
  readonly drawnBy: DrawnScopes | undefined;
}

/** Makes calls and keeps what came of them. */
export function useRouteCalls({ apiUrl, tokens, drawnBy }: RouteCallOptions) {
  const [calls, setCalls] = useState<MadeCalls>({});
  const [lastId, setLastId] = useState("");
  const [said, setSaid] = useState("");

  const call = useCallback(
    async (row: RouteRow, name: TokenName, input: RouteInput): Promise<string | undefined> => {
      const token = name === "access" ? tokens.accessToken : tokens.idToken;
      if (token === undefined) return undefined;
      const outcome = await answerTo(requestOf({ apiUrl, row, ...input, token }));
      const facts = tokenFacts(token);
      const explanation = explanationOf({ outcome, token: name, facts, demands: row.demands, drawnBy });
      setCalls((others) => ({ ...others, [callKey(row, name)]: { outcome, explanation } }));
      setSaid(sayingOf(row, name, { outcome, explanation }));
      const id = outcome.kind === "answered" ? listedId(outcome.body) : undefined;
      if (id !== undefined) setLastId(id);
      return id;
    },
    [apiUrl, tokens, drawnBy],
  );
  return { calls, lastId, said, call };
}

function sayingOf(row: RouteRow, token: TokenName, { outcome, explanation }: MadeCall): string {
  const status = outcome.kind === "answered" ? ` ${outcome.status}.` : "";
  return `${row.name} with the ${TOKEN_WORDS[token]}:${status} ${explanation.title}.`;
}
