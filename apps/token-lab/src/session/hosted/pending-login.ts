// Which sign-in does an answer of the hosted login belong to? The one that this tab began, once.
import { isJsonObject } from "@claimsmith/cognito-model";
import { type Remembered, remembered, type TabStorage } from "../tab-memory.ts";

/** What is kept while the browser is at the hosted login. */
export interface PendingLogin {
  /** RFC 6749, section 10.12. */
  readonly state: string;
  /** RFC 7636, section 4.1. */
  readonly codeVerifier: string;
  /** OpenID Connect Core 1.0, section 3.1.2.1. */
  readonly nonce: string;
  /** The view to come back to, like `#calls`. */
  readonly hash: string;
}

const FIELDS = ["state", "codeVerifier", "nonce", "hash"] as const satisfies (keyof PendingLogin)[];

function isPendingLogin(value: unknown): value is PendingLogin {
  return isJsonObject(value) && FIELDS.every((name) => typeof value[name] === "string");
}

/** The sign-in that has begun in this tab. `take` it: an answer counts once. */
export function pendingLogin(storage: TabStorage): Remembered<PendingLogin> {
  return remembered(storage, "token-lab.pending-login", isPendingLogin);
}

/** Says whether the query of the page is an answer of the hosted login. (RFC 6749, sections 4.1.2 and 4.1.2.1) */
export function isLoginAnswer(query: URLSearchParams): boolean {
  return query.has("state") && (query.has("code") || query.has("error"));
}
