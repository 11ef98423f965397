// What does a token say of itself? Read without verifying, to be shown: nothing is decided by it.
import { STANDARD_ATTRIBUTES } from "@claimsmith/cognito-model";
import { inspectToken } from "@claimsmith/verifier/inspect";

/** Which of the two tokens of a sign-in. */
export type TokenName = "access" | "id";

/** How the page calls them. */
export const TOKEN_WORDS: Readonly<Record<TokenName, string>> = { access: "access token", id: "ID token" };

/** What the page says about a token. */
export interface TokenFacts {
  /** `token_use`; absent where it is no text. (AWS: Verifying JSON web tokens) */
  readonly use?: string;
  /** Of `scope`, in its order. An ID token has none. (RFC 6749, section 3.3) */
  readonly scopes: readonly string[];
  /** Of `cognito:groups`, in its order. */
  readonly groups: readonly string[];
  /** Names of claims that identify a person, without the `sub` that both tokens have. */
  readonly personal: readonly string[];
}

const PERSONAL: ReadonlySet<string> = new Set(
  STANDARD_ATTRIBUTES.filter(({ personal }) => personal).map(({ name }) => name),
);

/** What a token in compact form says; undefined for what is no such token. The signature is not looked at. */
export function tokenFacts(token: string): TokenFacts | undefined {
  const inspected = inspectToken(token);
  if (!inspected.readable) return undefined;
  const { token_use: use, scope, "cognito:groups": groups } = inspected.payload;
  return {
    ...(typeof use === "string" && { use }),
    scopes: typeof scope === "string" ? scope.split(" ").filter((each) => each !== "") : [],
    groups: Array.isArray(groups) ? groups.filter((each) => typeof each === "string") : [],
    personal: Object.keys(inspected.payload).filter((name) => PERSONAL.has(name)),
  };
}

/** A token as it may be shown: how it begins and how long it is. Every token begins alike. */
export function maskedToken(token: string): string {
  return `${token.slice(0, 6)}… (${token.length.toLocaleString("en")} characters)`;
}
