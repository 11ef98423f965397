// Which failures are there, and what does a caller learn from each?

/** Whose fault it is: the token's (`rejected`), the key source's (`unavailable`), or that of the program (`misconfigured`). */
export type FailureCategory = "rejected" | "unavailable" | "misconfigured";

/** One failure: its category, the HTTP status, the error of RFC 6750, section 3.1 (null where it demands none), a fixed text. */
export interface FailureRow {
  readonly category: FailureCategory;
  readonly status: 400 | 401 | 403 | 500 | 503;
  readonly oauthError:
    | "invalid_request"
    | "invalid_token"
    | "insufficient_scope"
    /** (RFC 9470, section 3) */
    | "insufficient_user_authentication"
    | null;
  /** One lower-case line for anybody to read: no double quote, no backslash, nothing from the token. */
  readonly text: string;
}

const REFUSED = { category: "rejected", status: 401, oauthError: "invalid_token" } as const;
const FORBIDDEN = { category: "rejected", status: 403, oauthError: "insufficient_scope" } as const;
const UNAVAILABLE = { category: "unavailable", status: 503, oauthError: null } as const;
const MISCONFIGURED = { category: "misconfigured", status: 500, oauthError: null } as const;

/** Every failure of this package by its code. */
export const FAILURES = {
  TOKEN_MISSING: {
    category: "rejected",
    status: 401,
    oauthError: null,
    text: "no access token came; send one in the authorization header as a bearer token",
  },
  AUTHORIZATION_MALFORMED: {
    category: "rejected",
    status: 400,
    oauthError: "invalid_request",
    text: "expected exactly one bearer token in the authorization header",
  },
  TOKEN_IN_QUERY: {
    category: "rejected",
    status: 400,
    oauthError: "invalid_request",
    text: "an access token came in the query, where logs keep it; send it in the authorization header",
  },
  TOKEN_MALFORMED: {
    ...REFUSED,
    text: "expected a signed token in compact form: three base64url parts without padding",
  },
  TOKEN_TOO_LARGE: { ...REFUSED, text: "the token is larger than the 16384 characters that are read" },
  ALGORITHM_NOT_ALLOWED: {
    ...REFUSED,
    text: "expected a token signed with RS256 and no critical extensions",
  },
  ISSUER_MISMATCH: {
    ...REFUSED,
    text: "the token is from another issuer; sign in with the pool of this API",
  },
  KEY_UNKNOWN: { ...REFUSED, text: "the issuer publishes no signing key with the key id of the token" },
  SIGNATURE_INVALID: { ...REFUSED, text: "the signature of the token is not valid" },
  TOKEN_EXPIRED: { ...REFUSED, text: "the token has expired; refresh it and try again" },
  TOKEN_NOT_YET_VALID: { ...REFUSED, text: "the token is not valid yet; check the clocks" },
  ID_TOKEN: { ...REFUSED, text: "an ID token came where an access token is needed; send the access token" },
  TOKEN_USE_INVALID: { ...REFUSED, text: "expected an access token of a user pool" },
  CLAIM_MISSING: { ...REFUSED, text: "the token lacks a claim that every access token here has" },
  CLAIM_INVALID: { ...REFUSED, text: "a claim of the token has a value that it cannot have here" },
  CLIENT_NOT_ALLOWED: { ...REFUSED, text: "the token is for an app client that this API does not serve" },
  AUDIENCE_MISMATCH: {
    ...REFUSED,
    text: "the token is for another audience than its app client or this API",
  },
  SUBJECT_UNCLEAR: { ...REFUSED, text: "the token is neither that of a user nor that of a machine" },
  SUBJECT_MISMATCH: {
    ...REFUSED,
    text: "a machine token came from an app client for users, or a user token from one for machines",
  },
  TOKEN_REVOKED: { ...REFUSED, text: "the token is revoked; sign in again" },
  TOKEN_TOO_OLD: { ...REFUSED, text: "the token was issued too long ago for this; refresh it and try again" },
  AUTHENTICATION_TOO_OLD: {
    category: "rejected",
    status: 401,
    oauthError: "insufficient_user_authentication",
    text: "the user signed in too long ago for this; sign in again",
  },
  KIND_NOT_ALLOWED: {
    ...FORBIDDEN,
    text: "this needs the other kind of token: user instead of machine, or the reverse",
  },
  INSUFFICIENT_SCOPE: { ...FORBIDDEN, text: "the token lacks a scope that this needs" },
  INSUFFICIENT_GROUP: { ...FORBIDDEN, text: "the user is not in a group that this needs" },
  INSUFFICIENT_CLIENT: { ...FORBIDDEN, text: "this is not for the app client that the token came through" },
  INSUFFICIENT_CLAIM: { ...FORBIDDEN, text: "a claim of the token lacks a value that this needs" },
  KEYS_UNAVAILABLE: { ...UNAVAILABLE, text: "the keys of the issuer cannot be fetched now; try again later" },
  KEYS_INVALID: { ...UNAVAILABLE, text: "the keys of the issuer cannot be read; try again later" },
  REVOCATION_UNKNOWN: {
    ...UNAVAILABLE,
    text: "whether the token is revoked cannot be found out now; try again later",
  },
  UNEXPECTED_FAILURE: { ...UNAVAILABLE, text: "the token cannot be checked now; try again later" },
  CONTRACT_INVALID: { ...MISCONFIGURED, text: "the token contract cannot be used" },
  OPTIONS_INVALID: { ...MISCONFIGURED, text: "the options of the verifier cannot be used" },
  REQUIREMENT_INVALID: { ...MISCONFIGURED, text: "the requirement cannot be used" },
  ROUTES_INVALID: { ...MISCONFIGURED, text: "the table of routes cannot be used" },
} as const satisfies Record<string, FailureRow>;

/** The code of any failure. */
export type FailureCode = keyof typeof FAILURES;

type CodeOf<C extends FailureCategory> = {
  [K in FailureCode]: (typeof FAILURES)[K]["category"] extends C ? K : never;
}[FailureCode];

/** The codes of a {@link VerificationError}. */
export type VerificationCode = CodeOf<"rejected" | "unavailable">;

/** The codes of a {@link ConfigurationError}. */
export type ConfigurationCode = CodeOf<"misconfigured">;
