// Which claims does Cognito itself put on each token? (AWS: Understanding the access token; Understanding the ID token)
import type { TokenClaims } from "./apply-trigger-response.ts";
import type { Grant, TokenKind } from "./grants.ts";
import type { Claims, JsonValue } from "./json.ts";
import { standardAttribute } from "./standard-attributes.ts";

/** Seconds since 1970-01-01T00:00:00Z, an integer. */
export type EpochSeconds = number & { readonly unit?: "s" };

/** The person that tokens are issued for, as Cognito sees them before any trigger. */
export interface TokenUser {
  readonly sub: string;
  readonly username: string;
  /** The attributes that this client may read and that its scopes release. Values are strings, as in the user pool. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly groups: readonly string[];
  /** The IAM roles of the groups. */
  readonly roles: readonly string[];
  readonly preferredRole?: string;
}

/** Everything that decides the default claims of one issuance. Times are in seconds. */
export interface TokenSession {
  readonly grant: Grant;
  /** True where the session began at the OAuth endpoints: its tokens carry `version`, also after a refresh. */
  readonly oauth: boolean;
  readonly issuer: string;
  readonly clientId: string;
  /** The scopes granted before the trigger. */
  readonly scopes: readonly string[];
  readonly issuedAt: EpochSeconds;
  /** When the user signed in: kept through refreshes. */
  readonly authTime: EpochSeconds;
  readonly accessTokenExpiresAt: EpochSeconds;
  readonly idTokenExpiresAt: EpochSeconds;
  readonly accessTokenId: string;
  readonly idTokenId: string;
  /** Ties the tokens to their refresh token; absent where revocation is off. */
  readonly originId?: string;
  readonly eventId: string;
  /** Absent for a machine. */
  readonly user?: TokenUser;
  readonly nonce?: string;
  readonly accessTokenHash?: string;
  /** The API that the access token is bound to. (RFC 8707) */
  readonly resource?: string;
}

/** One default claim: its JSON type, the tokens and grants that carry it, and where its value comes from. */
export interface DefaultClaimRow {
  readonly name: string;
  readonly type: "string" | "number" | "boolean" | "string[]";
  readonly token: TokenKind;
  /** `user` is every grant but `machine`. */
  readonly grants: "all" | "user" | "machine";
  /** When it is there, in words; `always` where it always is. */
  readonly when: string;
  /** `observed` where only samples show it. */
  readonly certainty: "documented" | "observed";
  readonly value: (session: TokenSession) => JsonValue | undefined;
}

const some = (list: readonly string[] | undefined): string[] | undefined =>
  list?.length ? [...list] : undefined;

function shared(token: TokenKind): readonly DefaultClaimRow[] {
  const base = { token, certainty: "documented" } as const;
  return [
    {
      ...base,
      name: "sub",
      type: "string",
      grants: "all",
      when: "always",
      value: (s) => s.user?.sub ?? s.clientId,
    },
    {
      ...base,
      name: "cognito:groups",
      type: "string[]",
      grants: "user",
      when: "member of a group",
      value: (s) => some(s.user?.groups),
    },
    { ...base, name: "iss", type: "string", grants: "all", when: "always", value: (s) => s.issuer },
    {
      ...base,
      name: "origin_jti",
      type: "string",
      grants: "user",
      when: "revocation is on",
      value: (s) => s.originId,
    },
    {
      ...base,
      name: "event_id",
      type: "string",
      grants: "user",
      when: "normally",
      certainty: "observed",
      value: (s) => s.eventId,
    },
    { ...base, name: "token_use", type: "string", grants: "all", when: "always", value: () => token },
    { ...base, name: "auth_time", type: "number", grants: "all", when: "normally", value: (s) => s.authTime },
    { ...base, name: "iat", type: "number", grants: "all", when: "always", value: (s) => s.issuedAt },
  ];
}

/** The default claims of both tokens, standard and custom attributes apart (those follow the client's read list). */
export const DEFAULT_CLAIMS: readonly DefaultClaimRow[] = [
  ...shared("id"),
  {
    name: "aud",
    type: "string",
    token: "id",
    grants: "user",
    when: "always",
    certainty: "documented",
    value: (s) => s.clientId,
  },
  {
    name: "exp",
    type: "number",
    token: "id",
    grants: "user",
    when: "always",
    certainty: "documented",
    value: (s) => s.idTokenExpiresAt,
  },
  {
    name: "jti",
    type: "string",
    token: "id",
    grants: "user",
    when: "revocation is on",
    certainty: "documented",
    value: (s) => s.idTokenId,
  },
  {
    name: "cognito:username",
    type: "string",
    token: "id",
    grants: "user",
    when: "normally",
    certainty: "documented",
    value: (s) => s.user?.username,
  },
  {
    name: "cognito:roles",
    type: "string[]",
    token: "id",
    grants: "user",
    when: "member of a group with a role",
    certainty: "documented",
    value: (s) => some(s.user?.roles),
  },
  {
    name: "cognito:preferred_role",
    type: "string",
    token: "id",
    grants: "user",
    when: "one role has the highest precedence",
    certainty: "documented",
    value: (s) => s.user?.preferredRole,
  },
  {
    name: "nonce",
    type: "string",
    token: "id",
    grants: "user",
    when: "the client sent one",
    certainty: "documented",
    value: (s) => s.nonce,
  },
  {
    name: "at_hash",
    type: "string",
    token: "id",
    grants: "user",
    when: "OAuth endpoints",
    certainty: "observed",
    value: (s) => s.accessTokenHash,
  },
  ...shared("access"),
  {
    name: "client_id",
    type: "string",
    token: "access",
    grants: "all",
    when: "always",
    certainty: "documented",
    value: (s) => s.clientId,
  },
  {
    name: "exp",
    type: "number",
    token: "access",
    grants: "all",
    when: "always",
    certainty: "documented",
    value: (s) => s.accessTokenExpiresAt,
  },
  {
    name: "jti",
    type: "string",
    token: "access",
    grants: "all",
    when: "always",
    certainty: "documented",
    value: (s) => s.accessTokenId,
  },
  {
    name: "scope",
    type: "string",
    token: "access",
    grants: "all",
    when: "any scope was granted",
    certainty: "documented",
    value: (s) => s.scopes.join(" ") || undefined,
  },
  {
    name: "username",
    type: "string",
    token: "access",
    grants: "user",
    when: "always",
    certainty: "documented",
    value: (s) => s.user?.username,
  },
  {
    name: "version",
    type: "number",
    token: "access",
    grants: "all",
    when: "OAuth endpoints",
    certainty: "observed",
    value: (s) => (s.oauth ? 2 : undefined),
  },
  {
    name: "aud",
    type: "string",
    token: "access",
    grants: "user",
    when: "bound to a resource",
    certainty: "documented",
    value: (s) => s.resource,
  },
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

/** Attributes as ID-token claims: the two `…_verified` become booleans, everything else stays a string. */
function attributeClaims(attributes: Readonly<Record<string, string>>): Claims {
  const claims: Claims = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (standardAttribute(name) === undefined && !name.startsWith("custom:")) continue;
    claims[name] = name.endsWith("_verified") && !name.startsWith("custom:") ? value === "true" : value;
  }
  return claims;
}
