// Which claims can a Pre Token Generation function add, change and suppress? (AWS: Pre token generation Lambda trigger)

import type { EventVersionNumber } from "./event-versions.ts";
import type { TokenKind } from "./grants.ts";
import { STANDARD_ATTRIBUTES } from "./standard-attributes.ts";

/** The part of a trigger response that reaches a claim. */
export type ClaimMeans = "claims" | "scopes" | "groups" | "none";

/** One row of the table of claims: what a trigger can do with it, and by what means. */
export interface ClaimRow {
  /** A claim name in lower case, or a prefix that ends in a colon; `*` is every name that no other row matches. */
  readonly name: string;
  readonly match: "exact" | "prefix" | "any";
  /** The tokens that carry it without a trigger. */
  readonly defaultIn: readonly TokenKind[];
  readonly add: boolean;
  readonly modify: boolean;
  /** AWS says "not applicable" for `*`, which no default token carries: to list it is harmless, so it is true there. */
  readonly suppress: boolean;
  /** What adds and modifies it. `groups` claims are suppressed by listing `cognito:groups` in `claimsToSuppress`. */
  readonly means: ClaimMeans;
  /** Whose tokens the table speaks of. Empty for names that no token carries. */
  readonly appliesTo: readonly ("user" | "machine")[];
  /** The event versions in which a trigger can touch it. Version 1 reaches the ID token only, its groups both tokens. */
  readonly versions: readonly EventVersionNumber[];
  readonly page: string;
}

const PAGE = "Pre token generation Lambda trigger, Claims and scopes reference";
const ID_TOKEN_PAGE = "Understanding the identity (ID) token";
const ACCESS_TOKEN_PAGE = "Understanding the access token";

const USER = ["user"] as const;
const BOTH = ["user", "machine"] as const;
const ID = ["id"] as const;
const ACCESS = ["access"] as const;
const EITHER = ["id", "access"] as const;
const ALL = ["1", "2", "3"] as const;

const OPEN = { match: "exact", add: true, modify: true, suppress: true, versions: ALL, page: PAGE } as const;
const FIXED = {
  match: "exact",
  add: false,
  modify: false,
  suppress: false,
  means: "none",
  versions: [],
  page: PAGE,
} as const;

const ATTRIBUTE = { ...OPEN, means: "claims", defaultIn: ID, appliesTo: USER } as const;

/** The table, most specific rows first. `aud` has one exception: see {@link canSetAudience}. */
export const CLAIM_TABLE: readonly ClaimRow[] = [
  { ...OPEN, name: "scope", means: "scopes", defaultIn: ACCESS, appliesTo: BOTH, versions: ["2", "3"] },
  { ...OPEN, name: "cognito:groups", means: "groups", defaultIn: EITHER, appliesTo: USER },
  { ...OPEN, name: "cognito:preferred_role", means: "groups", defaultIn: ID, appliesTo: USER },
  { ...OPEN, name: "cognito:roles", means: "groups", defaultIn: ID, appliesTo: USER },
  ...STANDARD_ATTRIBUTES.map(({ name }) => ({ ...ATTRIBUTE, name })),
  { ...FIXED, name: "cognito:username", defaultIn: ID, appliesTo: USER },
  { ...FIXED, name: "username", defaultIn: ACCESS, appliesTo: USER },
  // The reference speaks of people only; a machine's sub, its client id, is in the description of the access token.
  { ...FIXED, name: "sub", defaultIn: EITHER, appliesTo: BOTH, page: `${PAGE}; ${ACCESS_TOKEN_PAGE}` },
  { ...FIXED, name: "identities", defaultIn: ID, appliesTo: USER },
  { ...FIXED, name: "aud", defaultIn: ID, appliesTo: BOTH },
  { ...FIXED, name: "client_id", defaultIn: ACCESS, appliesTo: BOTH },
  // The reference lists it for the access token only; sample ID tokens carry it too.
  { ...FIXED, name: "event_id", defaultIn: EITHER, appliesTo: BOTH, page: `${PAGE}; ${ID_TOKEN_PAGE}` },
  { ...FIXED, name: "version", defaultIn: ACCESS, appliesTo: BOTH },
  { ...FIXED, name: "device_key", defaultIn: ACCESS, appliesTo: USER },
  { ...FIXED, name: "at_hash", defaultIn: ID, appliesTo: BOTH },
  { ...FIXED, name: "acr", defaultIn: EITHER, appliesTo: BOTH },
  { ...FIXED, name: "amr", defaultIn: EITHER, appliesTo: BOTH },
  { ...FIXED, name: "auth_time", defaultIn: EITHER, appliesTo: BOTH },
  { ...FIXED, name: "azp", defaultIn: EITHER, appliesTo: BOTH },
  { ...FIXED, name: "exp", defaultIn: EITHER, appliesTo: BOTH },
  { ...FIXED, name: "iat", defaultIn: EITHER, appliesTo: BOTH },
  { ...FIXED, name: "iss", defaultIn: EITHER, appliesTo: BOTH },
  { ...FIXED, name: "jti", defaultIn: EITHER, appliesTo: BOTH },
  { ...FIXED, name: "nbf", defaultIn: EITHER, appliesTo: BOTH },
  { ...FIXED, name: "nonce", defaultIn: EITHER, appliesTo: BOTH },
  { ...FIXED, name: "origin_jti", defaultIn: EITHER, appliesTo: BOTH },
  { ...FIXED, name: "token_use", defaultIn: EITHER, appliesTo: BOTH },
  { ...ATTRIBUTE, name: "custom:", match: "prefix" },
  { ...FIXED, name: "dev:", match: "prefix", suppress: true, defaultIn: ID, appliesTo: USER, versions: ALL },
  { ...FIXED, name: "cognito:", match: "prefix", defaultIn: [], appliesTo: [] },
  { ...OPEN, name: "*", match: "any", means: "claims", defaultIn: [], appliesTo: BOTH },
];

const EXACT: ReadonlyMap<string, ClaimRow> = new Map(
  CLAIM_TABLE.filter((row) => row.match === "exact").map((row) => [row.name, row]),
);
const PREFIXES = CLAIM_TABLE.filter((row) => row.match === "prefix");
const ANY = CLAIM_TABLE.find((row) => row.match === "any") as ClaimRow;

/**
 * The row that governs a claim. Names are compared in lower case: whether Cognito tells `Sub` from `sub` is not
 * documented, so both are treated as reserved.
 */
export function claimRow(name: string): ClaimRow {
  const lower = name.toLowerCase();
  return EXACT.get(lower) ?? PREFIXES.find((row) => lower.startsWith(row.name)) ?? ANY;
}

/** True where `claimsToAddOrOverride` can never set the claim: Cognito owns it, or groups and scopes have their own lists. */
export function isReservedClaim(name: string): boolean {
  return claimRow(name).means !== "claims";
}

/** True where `claimsToSuppress` removes the claim. */
export function isSuppressibleClaim(name: string): boolean {
  const row = claimRow(name);
  return row.suppress && (row.means === "claims" || row.name === "cognito:groups" || row.name === "dev:");
}

/** A trigger may add `aud` to an access token with the session's own client id as its value, and nothing else. */
export function canSetAudience(token: TokenKind, value: unknown, clientId: string): boolean {
  return token === "access" && value === clientId;
}
