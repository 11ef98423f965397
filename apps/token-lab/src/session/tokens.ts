// What does a sign-in give?

/** The tokens of one sign-in in compact form. They live in memory and in sessionStorage at most. */
export interface Tokens {
  /** Absent after a hosted login without `openid`. */
  readonly idToken?: string;
  readonly accessToken: string;
}
