// Why did the API answer so, in plain words?
import type { DrawnScopes } from "./drawn-scopes.ts";
import { demandsInWords, heldAgainst } from "./held-scopes.ts";
import { problemOf } from "./problem.ts";
import { isAboutTheToken, REFUSAL_WORDS } from "./refusal-words.ts";
import type { ApiAnswer, Outcome } from "./route-call.ts";
import type { RouteRow } from "./route-rows.ts";
import { TOKEN_WORDS, type TokenFacts, type TokenName } from "./token-facts.ts";

/** What the page says about an answer. */
export interface Explanation {
  readonly tone: "good" | "bad" | "caution";
  /** The outcome in few words. */
  readonly title: string;
  /** Why, and what to do. */
  readonly sentences: readonly string[];
}

/** What is known when an answer is explained. */
export interface Explained {
  readonly outcome: Outcome;
  readonly token: TokenName;
  /** Of the token that was sent. */
  readonly facts: TokenFacts | undefined;
  /** What the route demands by the API's document. Absent where nobody knows: a field of a GraphQL schema. */
  readonly demands?: RouteRow["demands"];
  /** Absent while the policy is not read. */
  readonly drawnBy: DrawnScopes | undefined;
}

/** Explains an answer. */
export function explanationOf(explained: Explained): Explanation {
  const { outcome } = explained;
  if (outcome.kind === "none") return NO_ANSWER;
  const known = { ...explained, outcome, problem: problemOf(outcome.body) };
  return (EXPLAINERS.find(({ when }) => when(known)) ?? OTHERWISE).explain(known);
}

interface Known extends Omit<Explained, "outcome"> {
  readonly outcome: ApiAnswer;
  readonly problem: ReturnType<typeof problemOf>;
}

const NO_ANSWER: Explanation = {
  tone: "bad",
  title: "No answer",
  sentences: ["The API is not running, or it does not let this page read its answers."],
};

const OTHERWISE = { explain: opened };

/** Codes of the orders API that come in answers of GraphQL as well, whose status is 200. */
const API_FAILURES: readonly (string | undefined)[] = ["UNEXPECTED_FAILURE", "STORAGE_UNAVAILABLE"];

/** The first that applies explains. */
const EXPLAINERS: readonly {
  readonly when: (known: Known) => boolean;
  readonly explain: (known: Known) => Explanation;
}[] = [
  { when: ({ problem }) => problem?.code === "ID_TOKEN", explain: idTokenRefused },
  { when: ({ problem }) => problem?.code === "INSUFFICIENT_SCOPE", explain: scopeMissing },
  { when: ({ problem }) => isAboutTheToken(problem?.code), explain: tokenRefused },
  {
    when: ({ outcome, problem }) => outcome.status >= 500 || API_FAILURES.includes(problem?.code),
    explain: apiFailed,
  },
  {
    when: ({ outcome, problem }) => outcome.status >= 400 || problem !== undefined,
    explain: refusedForAnotherReason,
  },
  { when: ({ demands }) => demands?.length === 0, explain: isPublic },
  { when: ({ token }) => token === "id", explain: idTokenTaken },
];

function opened({ demands, facts }: Known): Explanation {
  const demand = demands === undefined ? "" : demandsInWords(demands);
  return {
    tone: "good",
    title: "The access token opens it",
    sentences: [
      demand === ""
        ? `The access token has what this demands. ${possessions(facts)}`
        : `It demands ${demand}, and the access token has it.`,
      "The token says who calls and what the caller may do, and carries no more.",
    ],
  };
}

/** What a guard may have asked for, where nobody knows what it was. */
function possessions(facts: TokenFacts | undefined): string {
  const { scopes = [], groups = [] } = facts ?? {};
  const has = [
    ...(scopes.length > 0 ? [`${scopes.length === 1 ? "the scope" : "the scopes"} ${listed(scopes)}`] : []),
    ...(groups.length > 0 ? [`${groups.length === 1 ? "the group" : "the groups"} ${listed(groups)}`] : []),
  ];
  return has.length === 0 ? "" : `It has ${has.join("; and ")}.`;
}

function isPublic({ token }: Known): Explanation {
  return {
    tone: "good",
    title: "Public",
    sentences: [`Anybody may call this: the API does not look at the ${TOKEN_WORDS[token]}.`],
  };
}

function idTokenRefused({ facts }: Known): Explanation {
  return {
    tone: "bad",
    title: "Refused: an ID token",
    sentences: [
      REFUSAL_WORDS.ID_TOKEN?.because ?? "",
      ...againstIdToken(facts),
      REFUSAL_WORDS.ID_TOKEN?.next ?? "",
    ],
  };
}

function idTokenTaken({ facts }: Known): Explanation {
  return {
    tone: "caution",
    title: "The API took an ID token",
    sentences: [
      "It answered, and must not have done so: an ID token is not made for APIs.",
      ...againstIdToken(facts),
    ],
  };
}

/** What speaks against an ID token at an API. (OpenID Connect Core 1.0, section 2; RFC 9068, section 5) */
function againstIdToken(facts: TokenFacts | undefined): string[] {
  const personal = facts?.personal ?? [];
  return [
    "Its audience is the app, not the API: it tells the app who signed in.",
    personal.length === 0
      ? "It is made to carry personal data."
      : `It carries personal data: ${listed(personal)}. Whatever takes the token, logs it or passes it on gets them as well.`,
    "It has no scopes, so it cannot say what the app may do.",
  ];
}

function scopeMissing({ demands, facts, drawnBy, problem }: Known): Explanation {
  const { missing } = heldAgainst(demands ?? [], facts?.scopes ?? []);
  const { because = "", next = "" } = REFUSAL_WORDS.INSUFFICIENT_SCOPE ?? {};
  return {
    tone: "bad",
    title: missing.length === 0 ? "Refused: a scope is missing" : `Refused: ${listed(missing)} is missing`,
    sentences: [
      because,
      ...(missing.length === 0 && problem?.detail !== undefined ? [inSentence(problem.detail)] : []),
      ...(drawnBy === undefined ? [next] : missing.map((scope) => drawnBy[scope] ?? undrawn(scope))),
    ],
  };
}

function undrawn(scope: string): string {
  return `No rule of the policy draws ${scope} for this app client.`;
}

function tokenRefused({ problem, token }: Known): Explanation {
  const words = REFUSAL_WORDS[problem?.code ?? ""];
  return {
    tone: "bad",
    title: `The ${TOKEN_WORDS[token]} is refused`,
    sentences: words === undefined ? [] : [words.because, words.next],
  };
}

function apiFailed({ problem }: Known): Explanation {
  return {
    tone: "bad",
    title: "The API failed",
    sentences: [
      "This says nothing about the token.",
      problem?.detail === undefined ? "The log of the API says more." : inSentence(problem.detail),
    ],
  };
}

function refusedForAnotherReason({ outcome, problem }: Known): Explanation {
  const isShut = (outcome.status === 401 || outcome.status === 403) && problem?.code === undefined;
  return {
    tone: isShut ? "bad" : "caution",
    title: isShut ? "Refused" : "Refused, and not because of the token",
    sentences: [
      ...(isShut ? [] : ["The API looked at the token first, and let it in."]),
      problem?.detail === undefined
        ? `It answered ${outcome.status}, and gave no reason.`
        : inSentence(problem.detail),
    ],
  };
}

/** Details of problem documents are lower case, without a full stop. */
function inSentence(detail: string): string {
  return `The API says: ${detail}${/[.!?]$/.test(detail) ? "" : "."}`;
}

function listed(words: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(words);
}
