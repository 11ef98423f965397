// What is there to show of the two tokens of a sign-in? Everything that the view draws, as plain data.
import type { PolicySnapshot } from "@claimsmith/claims-policy";
import type { TokenKind } from "@claimsmith/cognito-model";
import { type InspectedToken, inspectToken, type UnverifiedJson } from "@claimsmith/verifier/inspect";
import type { Tokens } from "../session/tokens.ts";
import {
  catalogued,
  type ExplainedClaim,
  type Explainer,
  explainClaim,
  explainerOf,
} from "./explained-claim.ts";
import { groupItems, type ListItem, scopeItems } from "./list-items.ts";
import { type PolicyMatch, policyMatch } from "./same-policy.ts";
import { type BudgetUse, budgetUses } from "./size-budgets.ts";

/** Which of the two tokens have a claim of this name: one, or both with the same or another value. */
export type Presence = "only" | "both" | "differs";

/** The type of a value in JSON, in a word or two. */
export type TypeWords = "text" | "number" | "true or false" | "list" | "object" | "null";

/** One claim of a token. */
export interface ClaimLine extends ExplainedClaim {
  readonly name: string;
  readonly value: unknown;
  readonly type: TypeWords;
  /** Absent where there is no other token to compare with. */
  readonly presence?: Presence;
  /** For scopes and groups: each with where it came from. */
  readonly items?: readonly ListItem[];
  /** True for a moment, in seconds since the epoch. (RFC 7519, section 2: NumericDate) */
  readonly isMoment: boolean;
}

/** A claim that the policy takes off a token. */
export interface SuppressedLine {
  readonly name: string;
  /** In words: `policy: idToken.suppress.phone_number, always`. */
  readonly text: string;
  /** True where it is on the token all the same: the condition did not hold, or another policy made the token. */
  readonly isThere: boolean;
}

/** One token that could be read. */
export interface ShownToken {
  readonly token: TokenKind;
  /** Seconds since the epoch. */
  readonly expiresAt?: number;
  readonly bytes: InspectedToken["bytes"];
  readonly budgets: readonly BudgetUse[];
  readonly lines: readonly ClaimLine[];
  readonly suppressed: readonly SuppressedLine[];
  /** The names of the claims that identify a person. */
  readonly personal: readonly string[];
}

/** What came instead of a token. */
export interface UnshownToken {
  readonly token: TokenKind;
  /** Why, in one line: it is no token, or there is none. */
  readonly why: string;
}

/** Both tokens. */
export interface ShownTokens {
  readonly id: ShownToken | UnshownToken;
  readonly access: ShownToken | UnshownToken;
  /** Absent where the access token cannot be read. */
  readonly match?: PolicyMatch;
}

/** Reads both tokens, unverified, and explains them by a policy. `client` is the name of the client in the policy. */
export function shownTokens(tokens: Tokens, snapshot: PolicySnapshot, client: string): ShownTokens {
  const explainer = explainerOf(snapshot, client);
  const id = tokens.idToken === undefined ? undefined : inspectToken(tokens.idToken);
  const access = inspectToken(tokens.accessToken);
  const claimsOf = (read: typeof access | undefined) => (read?.readable ? read.payload : undefined);
  const match = access.readable && policyMatch(access.payload, snapshot, explainer.kind);
  return {
    id:
      id === undefined
        ? { token: "id", why: "There is none: the sign-in did not ask for the scope openid." }
        : shown(id, { explainer, token: "id", other: claimsOf(access) }),
    access: shown(access, { explainer, token: "access", other: claimsOf(id) }),
    ...(match && { match }),
  };
}

interface Context {
  readonly explainer: Explainer;
  readonly token: TokenKind;
  /** What the other token says, if there is one. */
  readonly other: UnverifiedJson | undefined;
}

function shown(read: ReturnType<typeof inspectToken>, context: Context): ShownToken | UnshownToken {
  const { token } = context;
  if (!read.readable) return { token, why: `What came cannot be read: ${read.text}.` };
  const { payload, bytes } = read;
  const lines = Object.entries(payload).map(([name, value]) => claimLine(name, value, context));
  return {
    token,
    ...(typeof payload.exp === "number" && { expiresAt: payload.exp }),
    bytes,
    budgets: budgetUses(bytes.token),
    lines: inOrder(lines),
    suppressed: suppressedLines(context, payload),
    personal: lines.filter(({ personal }) => personal).map(({ name }) => name),
  };
}

const ITEMS: Readonly<
  Record<string, (explainer: Explainer, value: unknown) => readonly ListItem[] | undefined>
> = { scope: scopeItems, "cognito:groups": groupItems };

const MOMENTS: readonly string[] = ["exp", "iat", "nbf", "auth_time"];

function claimLine(name: string, value: unknown, { explainer, token, other }: Context): ClaimLine {
  const items = Object.hasOwn(ITEMS, name) ? ITEMS[name]?.(explainer, value) : undefined;
  return {
    name,
    value,
    type: typeInWords(value),
    ...explainClaim(explainer, token, name),
    ...(other && { presence: presenceIn(other, name, value) }),
    ...(items && { items }),
    isMoment: MOMENTS.includes(name) && typeof value === "number",
  };
}

function presenceIn(other: UnverifiedJson, name: string, value: unknown): Presence {
  if (!Object.hasOwn(other, name)) return "only";
  return JSON.stringify(other[name]) === JSON.stringify(value) ? "both" : "differs";
}

const TYPE_WORDS: Readonly<Record<string, TypeWords>> = {
  string: "text",
  number: "number",
  boolean: "true or false",
};

function typeInWords(value: unknown): TypeWords {
  if (value === null) return "null";
  return Array.isArray(value) ? "list" : (TYPE_WORDS[typeof value] ?? "object");
}

/** What the policy drew first, then what identifies people, then the rest; each in the order of the token. */
function inOrder(lines: readonly ClaimLine[]): readonly ClaimLine[] {
  const rank = ({ origins, personal, items }: ClaimLine) => {
    if (items !== undefined) return 0;
    return origins[0]?.by === "policy" ? 1 : personal ? 2 : 3;
  };
  return [...lines].sort((a, b) => rank(a) - rank(b));
}

function suppressedLines({ explainer, token }: Context, payload: UnverifiedJson): readonly SuppressedLine[] {
  return (catalogued(explainer, token)?.suppressed ?? []).map(({ name, rule, when }) => ({
    name,
    text: `policy: ${rule}, ${when === undefined ? "always" : `where ${when}`}`,
    isThere: Object.hasOwn(payload, name),
  }));
}
