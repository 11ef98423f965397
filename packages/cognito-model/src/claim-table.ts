// Which claims can a Pre Token Generation function add, change and suppress? (AWS: Pre token generation Lambda trigger)
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
  readonly suppress: boolean;
  /** What adds and modifies it. `groups` claims are suppressed by listing `cognito:groups` in `claimsToSuppress`. */
  readonly means: ClaimMeans;
  readonly appliesTo: readonly ("user" | "machine")[];
  readonly page: string;
}

const PAGE = "Pre token generation Lambda trigger, Claims and scopes reference";
const USER = ["user"] as const;
const BOTH = ["user", "machine"] as const;
const ID = ["id"] as const;
const ACCESS = ["access"] as const;
const EITHER = ["id", "access"] as const;

function fixed(name: string, defaultIn: readonly TokenKind[], appliesTo: ClaimRow["appliesTo"]): ClaimRow {
  return {
    name,
    match: "exact",
    defaultIn,
    add: false,
    modify: false,
    suppress: false,
    means: "none",
    appliesTo,
    page: PAGE,
  };
}

function open(
  name: string,
  means: ClaimMeans,
  defaultIn: readonly TokenKind[],
  appliesTo: ClaimRow["appliesTo"],
): ClaimRow {
  return {
    name,
    match: "exact",
    defaultIn,
    add: true,
    modify: true,
    suppress: true,
    means,
    appliesTo,
    page: PAGE,
  };
}

/** The table, most specific rows first. `aud` has one exception: see {@link canSetAudience}. */
export const CLAIM_TABLE: readonly ClaimRow[] = [
  open("scope", "scopes", ACCESS, BOTH),
  open("cognito:groups", "groups", EITHER, USER),
  open("cognito:preferred_role", "groups", ID, USER),
  open("cognito:roles", "groups", ID, USER),
  ...STANDARD_ATTRIBUTES.map((attribute) => open(attribute.name, "claims", ID, USER)),
  fixed("cognito:username", ID, USER),
  fixed("username", ACCESS, USER),
  fixed("sub", EITHER, BOTH),
  fixed("identities", ID, USER),
  fixed("aud", ID, BOTH),
  fixed("client_id", ACCESS, BOTH),
  fixed("event_id", EITHER, BOTH),
  fixed("version", ACCESS, BOTH),
  fixed("device_key", ACCESS, USER),
  fixed("at_hash", ID, BOTH),
  fixed("acr", EITHER, BOTH),
  fixed("amr", EITHER, BOTH),
  fixed("auth_time", EITHER, BOTH),
  fixed("azp", EITHER, BOTH),
  fixed("exp", EITHER, BOTH),
  fixed("iat", EITHER, BOTH),
  fixed("iss", EITHER, BOTH),
  fixed("jti", EITHER, BOTH),
  fixed("nbf", EITHER, BOTH),
  fixed("nonce", EITHER, BOTH),
  fixed("origin_jti", EITHER, BOTH),
  fixed("token_use", EITHER, BOTH),
  { ...open("custom:", "claims", ID, USER), match: "prefix" },
  { ...fixed("dev:", ID, USER), match: "prefix", suppress: true },
  { ...fixed("cognito:", [], USER), match: "prefix" },
  { ...open("*", "claims", [], BOTH), match: "any" },
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
