// What is a sign-in to the page, whichever way it was made?
import type { Tokens } from "./tokens.ts";

/** How somebody signed in: Amplify's Authenticator (SRP), or the pool's hosted login (code and PKCE). */
export type Way = "amplify" | "hosted";

/** Somebody who is signed in. It does not change: a refresh gives another. */
export interface Session {
  readonly way: Way;
  readonly tokens: Tokens;
  /**
   * New tokens by the refresh token.
   * @throws whatever Amplify or the token endpoint answers; `failureOf` puts it into words
   */
  refresh(): Promise<Session>;
  /**
   * Forgets the tokens and asks the pool to revoke them. Gives the address to go to where the pool has a session of its own to end.
   * Once it throws, the tokens are forgotten all the same.
   */
  signOut(): Promise<string | undefined>;
}
