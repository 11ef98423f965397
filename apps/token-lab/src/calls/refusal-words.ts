// How does the page say each refusal? By the code of the problem document.

/** Words for one code. */
export interface RefusalWords {
  /** What happened, as a sentence. */
  readonly because: string;
  /** What to do about it, as a sentence. */
  readonly next: string;
}

const SIGN_IN_AGAIN = "Sign out, and sign in again.";
const LOOK_AT_SETTINGS = "See whether page and API are set up for the same user pool and app client.";
const TRY_LATER = "Try again in a moment.";

/** The refusals of the verifier (`FAILURES` of @claimsmith/verifier) that a page can meet. `ID_TOKEN` and `INSUFFICIENT_SCOPE` are told at length. */
export const REFUSAL_WORDS: Readonly<Record<string, RefusalWords>> = {
  ID_TOKEN: {
    because: "This is an ID token, and an API must not take one.",
    next: "Send the access token: it is the one made for APIs.",
  },
  INSUFFICIENT_SCOPE: {
    because: "The token is good, but it lacks a scope that this demands.",
    next: "Look for the rule of the policy that draws the scope.",
  },
  INSUFFICIENT_GROUP: {
    because: "The token is good, but its user is not in a group that this demands.",
    next: "Sign in as somebody who is in that group, alice for example.",
  },
  INSUFFICIENT_CLAIM: {
    because: "The token is good, but one of its claims lacks a value that this demands.",
    next: "Look at the claims of the access token, and at the rules that draw them.",
  },
  INSUFFICIENT_CLIENT: {
    because: "The token is good, but this is not for the app client that it came through.",
    next: "Sign in through an app client that this is for.",
  },
  KIND_NOT_ALLOWED: {
    because: "This is for the other kind of caller: a machine instead of a person, or the reverse.",
    next: "Call it with a token of that kind.",
  },
  TOKEN_EXPIRED: {
    because: "The token has expired. It was good before, and nothing else is wrong with it.",
    next: "Refresh the tokens, and call again.",
  },
  TOKEN_REVOKED: {
    because: "The sign-in of this token was ended: by signing out, or by an operator.",
    next: SIGN_IN_AGAIN,
  },
  TOKEN_TOO_OLD: {
    because: "The token has not expired, but this demands a fresher one.",
    next: "Refresh the tokens, and call again.",
  },
  AUTHENTICATION_TOO_OLD: {
    because: "You signed in too long ago for this.",
    next: SIGN_IN_AGAIN,
  },
  TOKEN_NOT_YET_VALID: {
    because: "The token is not valid yet: the clocks of pool and API differ.",
    next: "Set the clocks, and sign in again.",
  },
  TOKEN_MISSING: {
    because: "The API found no bearer token in the Authorization header.",
    next: "A token has to follow the word Bearer. Amplify's API client sends it bare, which AppSync takes: an API for it has to take it as well.",
  },
  AUTHORIZATION_MALFORMED: {
    because: "The Authorization header holds something else than one bearer token.",
    next: "Send the header once, with one token.",
  },
  TOKEN_IN_QUERY: {
    because: "A token came in the URL, where logs keep it.",
    next: "Send it in the Authorization header.",
  },
  TOKEN_MALFORMED: { because: "What came is no signed token.", next: SIGN_IN_AGAIN },
  TOKEN_TOO_LARGE: { because: "The token is larger than the API reads.", next: "Have the policy draw less." },
  ALGORITHM_NOT_ALLOWED: { because: "The token is not signed as a user pool signs.", next: LOOK_AT_SETTINGS },
  ISSUER_MISMATCH: { because: "The token is from another user pool.", next: LOOK_AT_SETTINGS },
  KEY_UNKNOWN: {
    because: "The pool has no such key any more. A local pool that was started anew has other keys.",
    next: SIGN_IN_AGAIN,
  },
  SIGNATURE_INVALID: { because: "The token was changed, or somebody else signed it.", next: SIGN_IN_AGAIN },
  TOKEN_USE_INVALID: { because: "This is neither an access token nor an ID token.", next: SIGN_IN_AGAIN },
  CLIENT_NOT_ALLOWED: {
    because: "The token came through an app client that the API does not serve.",
    next: LOOK_AT_SETTINGS,
  },
  AUDIENCE_MISMATCH: {
    because: "The token is for another API.",
    next: "Ask for a token for this one.",
  },
  SUBJECT_UNCLEAR: {
    because: "The token is neither that of a person nor that of a machine.",
    next: SIGN_IN_AGAIN,
  },
  SUBJECT_MISMATCH: {
    because: "A person's token came through an app client for machines, or the reverse.",
    next: LOOK_AT_SETTINGS,
  },
  CLAIM_MISSING: {
    because: "The token lacks a claim that the policy puts on every access token.",
    next: "The trigger of the pool may be an older one: compare the claims_policy claim.",
  },
  CLAIM_INVALID: {
    because: "A claim has a value that the policy never draws.",
    next: "The trigger of the pool may be an older one: compare the claims_policy claim.",
  },
  PROFILE_SCOPE_MISSING: {
    because:
      "This reads your own profile at the user pool, and the access token lacks the scope for that. The token is good otherwise.",
    next: "A sign-in without the hosted login gives aws.cognito.signin.user.admin; a hosted login has to ask for a scope that the client may have.",
  },
  KEYS_UNAVAILABLE: { because: "The API cannot fetch the pool's keys now.", next: TRY_LATER },
  KEYS_INVALID: { because: "The API cannot read the pool's keys.", next: TRY_LATER },
  REVOCATION_UNKNOWN: {
    because: "The API cannot find out now whether the token is revoked.",
    next: TRY_LATER,
  },
};

/** True for a code that says something about the token, not about what was asked for. */
export function isAboutTheToken(code: string | undefined): code is string {
  return code !== undefined && Object.hasOwn(REFUSAL_WORDS, code);
}
