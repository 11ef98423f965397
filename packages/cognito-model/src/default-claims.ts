// Which claims does Cognito itself put on each token? (AWS: Understanding the access token; Understanding the ID token)
import type { TokenClaims } from "./apply-trigger-response.ts";
import type { TokenKind } from "./grants.ts";
import type { Claims, JsonValue } from "./json.ts";
import { standardAttribute } from "./standard-attributes.ts";
import type { TokenSession } from "./token-session.ts";

/** One default claim: its JSON type, the tokens and grants that carry it, and where its value comes from. */
export interface DefaultClaimRow {
  readonly name: string;
  readonly type: "string" | "number" | "boolean" | "string[]" | "object[]";
  readonly token: TokenKind;
  /** `user` is every grant but `machine`. */
  readonly grants: "all" | "user" | "machine";
  /** When it is there, in words; `always` where it always is. */
  readonly when: string;
  /** `observed` where only samples show it. */
  readonly certainty: "documented" | "observed";
  /** The AWS page that documents it, or what shows it. */
  readonly page: string;
  readonly value: (session: TokenSession) => JsonValue | undefined;
}

/** One line of the tables below: name, type, grants, when, certainty, value. */
type Cells = readonly [
  name: string,
  type: DefaultClaimRow["type"],
  grants: DefaultClaimRow["grants"],
  when: string,
  certainty: DefaultClaimRow["certainty"],
  value: DefaultClaimRow["value"],
];

const D = "documented";
const O = "observed";

const some = <Item extends JsonValue>(list: readonly Item[] | undefined): readonly Item[] | undefined =>
  list?.length ? [...list] : undefined;

const ID_TOKEN: readonly Cells[] = [
  ["sub", "string", "user", "always", D, (s) => s.user?.sub],
  ["cognito:groups", "string[]", "user", "member of a group", D, (s) => some(s.user?.groups)],
  ["cognito:roles", "string[]", "user", "member of a group with a role", D, (s) => some(s.user?.roles)],
  ["cognito:preferred_role", "string", "user", "one role comes first", D, (s) => s.user?.preferredRole],
  ["cognito:username", "string", "user", "normally", D, (s) => s.user?.username],
  ["identities", "object[]", "user", "federated or linked user", D, (s) => some(s.user?.identities)],
  ["iss", "string", "user", "always", D, (s) => s.issuer],
  ["aud", "string", "user", "always", D, (s) => s.clientId],
  ["token_use", "string", "user", "always", D, () => "id"],
  ["jti", "string", "user", "revocation is on", D, (s) => (s.originId ? s.idTokenId : undefined)],
  ["origin_jti", "string", "user", "revocation is on", D, (s) => s.originId],
  ["event_id", "string", "user", "often", O, (s) => s.eventId],
  ["nonce", "string", "user", "the client sent one, or federation made one", D, (s) => s.nonce],
  ["at_hash", "string", "user", "OAuth endpoints", O, (s) => s.accessTokenHash],
  ["acr", "string", "user", "newer pools", D, (s) => s.acr],
  ["amr", "string[]", "user", "newer pools", D, (s) => some(s.amr)],
  ["auth_time", "number", "user", "normally", D, (s) => s.authTime],
  ["iat", "number", "user", "always", D, (s) => s.issuedAt],
  ["exp", "number", "user", "always", D, (s) => s.idTokenExpiresAt],
];

const ACCESS_TOKEN: readonly Cells[] = [
  ["sub", "string", "all", "always; a machine's is its client id", D, (s) => s.user?.sub ?? s.clientId],
  ["cognito:groups", "string[]", "user", "member of a group", D, (s) => some(s.user?.groups)],
  ["iss", "string", "all", "always", D, (s) => s.issuer],
  ["client_id", "string", "all", "always", D, (s) => s.clientId],
  ["aud", "string", "user", "bound to a resource", D, (s) => s.resource],
  ["username", "string", "user", "always", D, (s) => s.user?.username],
  ["token_use", "string", "all", "always", D, () => "access"],
  ["scope", "string", "all", "any scope was granted", D, (s) => s.scopes.join(" ") || undefined],
  ["version", "number", "all", "OAuth endpoints", O, (s) => (s.oauth ? 2 : undefined)],
  ["jti", "string", "all", "always", D, (s) => s.accessTokenId],
  ["origin_jti", "string", "user", "revocation is on", D, (s) => s.originId],
  ["event_id", "string", "user", "normally", D, (s) => s.eventId],
  ["device_key", "string", "user", "remembered device", D, (s) => s.deviceKey],
  ["acr", "string", "user", "newer pools", D, (s) => s.acr],
  ["amr", "string[]", "user", "newer pools", D, (s) => some(s.amr)],
  ["auth_time", "number", "all", "normally", O, (s) => s.authTime],
  ["iat", "number", "all", "always", D, (s) => s.issuedAt],
  ["exp", "number", "all", "always", D, (s) => s.accessTokenExpiresAt],
];

const PAGES: Readonly<Record<TokenKind, string>> = {
  id: "Understanding the identity (ID) token",
  access: "Understanding the access token",
};

function rows(token: TokenKind, table: readonly Cells[]): readonly DefaultClaimRow[] {
  return table.map(([name, type, grants, when, certainty, value]) => {
    const page = certainty === "documented" ? PAGES[token] : "public samples of decoded tokens";
    return { name, type, token, grants, when, certainty, page, value };
  });
}

/** The default claims of both tokens, attributes apart (those follow the client's read list). */
export const DEFAULT_CLAIMS: readonly DefaultClaimRow[] = [
  ...rows("id", ID_TOKEN),
  ...rows("access", ACCESS_TOKEN),
];

/**
 * The claims that Cognito would put on both tokens if there were no trigger. A machine gets no ID token; nor does an
 * OAuth session without the scope `openid`.
 */
export function defaultClaims(session: TokenSession): TokenClaims {
  const accessToken = claimsOf("access", session);
  const hasIdToken = session.user !== undefined && (!session.oauth || session.scopes.includes("openid"));
  if (!hasIdToken) return { accessToken };
  return {
    idToken: { ...attributeClaims(session.user?.attributes ?? {}), ...claimsOf("id", session) },
    accessToken,
  };
}

function claimsOf(token: TokenKind, session: TokenSession): Claims {
  const kind = session.user === undefined ? "machine" : "user";
  const claims: Claims = {};
  for (const row of DEFAULT_CLAIMS) {
    if (row.token !== token || (row.grants !== "all" && row.grants !== kind)) continue;
    const value = row.value(session);
    if (value !== undefined) claims[row.name] = value;
  }
  return claims;
}

const BOOLEAN_ATTRIBUTES: ReadonlySet<string> = new Set(["email_verified", "phone_number_verified"]);

/** Attributes as ID-token claims: the two `…_verified` become booleans, everything else stays a string. */
function attributeClaims(attributes: Readonly<Record<string, string>>): Claims {
  const claims: Claims = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (standardAttribute(name) === undefined && !/^(custom|dev):/.test(name)) continue;
    claims[name] = BOOLEAN_ATTRIBUTES.has(name) ? value === "true" : value;
  }
  return claims;
}
