// Which token does Amplify's API client send, and what does the API answer? Amplify is loaded with the first call.
import type { Tokens } from "../session/tokens.ts";
import type { LabSettings } from "../settings/settings.ts";
import { capturedRequests, type Exchange } from "./captured-requests.ts";
import { type Outcome, readAnswer } from "./route-call.ts";
import { maskedToken, type TokenName, tokenFacts } from "./token-facts.ts";

/** One operation. */
export interface GraphQlCall {
  readonly settings: Pick<LabSettings, "region" | "api">;
  readonly tokens: Tokens;
  readonly query: string;
  /** True: the override that circulates. It is left to Amplify otherwise. */
  readonly isIdTokenForced: boolean;
}

/** What was sent, seen on its way out. */
export interface SentHeader {
  /** Which token of the page it is, compared character by character; `other` for none of both. */
  readonly token: TokenName | "other";
  /** `token_use` of what was sent. */
  readonly use: string;
  /** How the header may be shown. */
  readonly masked: string;
}

/** What came of an operation. */
export interface GraphQlResult {
  /** Absent where Amplify sent no `Authorization`. */
  readonly sent?: SentHeader;
  readonly outcome: Outcome;
  /** Amplify sends again when an answer does not come or is a 5xx. */
  readonly requestCount: number;
  /** Why Amplify sent nothing: mostly a query that cannot be read. */
  readonly notSent?: string;
}

/** Sends an operation through `generateClient()` of aws-amplify. Never throws. */
export async function callGraphQl(call: GraphQlCall): Promise<GraphQlResult> {
  const { result, exchanges } = await capturedRequests(call.settings.api.graphqlUrl, () =>
    throughAmplify(call),
  );
  const last = exchanges.at(-1);
  const reason: unknown = result.status === "rejected" ? result.reason : undefined;
  const notSent =
    reason instanceof Error ? reason.message : "the operation is neither a query nor a mutation";
  return {
    ...(last?.authorization !== undefined && { sent: sentHeader(last.authorization, call.tokens) }),
    outcome: await outcomeOf(last),
    requestCount: exchanges.length,
    ...(last === undefined && { notSent }),
  };
}

/**
 * Amplify's client as its documentation sets it up, in a context of its own: what signs people in is configured elsewhere, and a
 * hosted login that Amplify knows nothing of works as well. The context holds both tokens, as a session of Amplify does; which
 * one is sent, its client decides. (aws-amplify: createAmplifyContext, TokenProvider)
 */
async function throughAmplify({ settings, tokens, query, isIdTokenForced }: GraphQlCall): Promise<unknown> {
  const [{ createAmplifyContext }, { generateClient }] = await Promise.all([
    import("aws-amplify"),
    import("aws-amplify/api"),
  ]);
  const { region, api } = settings;
  const context = createAmplifyContext(
    { API: { GraphQL: { endpoint: api.graphqlUrl, region, defaultAuthMode: "userPool" } } },
    { Auth: { tokenProvider: { getTokens: async () => amplifyTokens(tokens) } } },
  );
  const { idToken = "" } = tokens;
  const client = generateClient(
    context,
    isIdTokenForced ? { headers: async () => ({ Authorization: idToken }) } : {},
  );
  return await client.graphql({ query });
}

function amplifyTokens({ accessToken, idToken }: Tokens) {
  return {
    accessToken: amplifyToken(accessToken),
    ...(idToken !== undefined && { idToken: amplifyToken(idToken) }),
  };
}

/** Amplify asks a token for its text alone here. */
function amplifyToken(token: string) {
  return { payload: {}, toString: () => token };
}

function sentHeader(authorization: string, tokens: Tokens): SentHeader {
  const [, scheme = "", token = ""] = /^(bearer +)?(.*)$/i.exec(authorization) ?? [];
  const names: readonly (readonly [string | undefined, TokenName])[] = [
    [tokens.accessToken, "access"],
    [tokens.idToken, "id"],
  ];
  return {
    token: names.find(([known]) => known === token)?.[1] ?? "other",
    use: tokenFacts(token)?.use ?? "none",
    masked: scheme + maskedToken(token),
  };
}

async function outcomeOf(exchange: Exchange | undefined): Promise<Outcome> {
  if (exchange?.response === undefined) return { kind: "none", durationMs: exchange?.durationMs ?? 0 };
  const { response, durationMs } = exchange;
  return readAnswer(response, await response.text(), durationMs);
}
