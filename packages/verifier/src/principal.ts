// What does a handler receive once a token is verified?
import type { AccessTokenClaims, ClientOf, GroupOf } from "@claimsmith/claims-policy/contract";
import type { EpochSeconds } from "@claimsmith/cognito-model";
import type { AccessTokenPayload } from "./payload.ts";
import type { ClaimRule, PrincipalKind } from "./token-rules.ts";

/** What every principal has, whoever it is. */
interface PrincipalFacts<P> {
  /** The user's id in the pool; for a machine its client id. */
  readonly sub: string;
  readonly clientId: string;
  /** The name of the client in the policy. */
  readonly client: ClientOf<P>;
  /** A set: no order, no duplicates that mean anything. */
  readonly scopes: readonly string[];
  /** The declared groups, and others: federation adds some. Empty for a machine. */
  readonly groups: readonly (GroupOf<P> | (string & Record<never, never>))[];
  readonly issuedAtSeconds: EpochSeconds;
  readonly expiresAtSeconds: EpochSeconds;
  /** When the user signed in; kept through refreshes. Normally there, not guaranteed. */
  readonly authTimeSeconds?: EpochSeconds;
  /** `jti`: documented for every access token, guaranteed for none. */
  readonly tokenId?: string;
  /** `origin_jti`: ties the token to its refresh token, where revocation is on. */
  readonly originId?: string;
}

/** Only users have a user name. */
interface NameOf {
  readonly user: { readonly username: string };
  readonly machine: { readonly username?: never };
}

/**
 * Who calls: a union on `kind`. `claims` holds what the policy decided, `asserted` what the user or the caller wrote; other
 * claims of the token stay out, and so does the token.
 */
export type Principal<P = unknown, K extends PrincipalKind = PrincipalKind> = {
  [N in K]: Extract<AccessTokenClaims<P>, { readonly kind: N }> & NameOf[N] & PrincipalFacts<P>;
}[K];

/** What the principal is made of: a payload that passed every check, and what the checks found out. */
export interface VerifiedToken {
  readonly payload: AccessTokenPayload;
  readonly kind: PrincipalKind;
  readonly clientName: string;
  readonly rules: readonly ClaimRule[];
}

/** The default claims that need not be there, and what a principal calls them. */
const OPTIONAL = [
  ["username", "username"],
  ["auth_time", "authTimeSeconds"],
  ["jti", "tokenId"],
  ["origin_jti", "originId"],
] as const;

/** The principal of a verified token. */
export function principalOf<P>({ payload, kind, clientName, rules }: VerifiedToken): Principal<P> {
  const claims: Record<string, unknown> = {};
  const asserted: Record<string, unknown> = {};
  for (const rule of rules) {
    if (!Object.hasOwn(payload, rule.name)) continue;
    (rule.asserted ? asserted : claims)[rule.name] = payload[rule.name];
  }
  const principal: Record<string, unknown> = {
    kind,
    claims,
    asserted,
    sub: payload.sub,
    clientId: payload.client_id,
    client: clientName,
    scopes: scopesOf(payload),
    groups: kind === "user" ? (payload["cognito:groups"] ?? []) : [],
    issuedAtSeconds: payload.iat,
    expiresAtSeconds: payload.exp,
  };
  for (const [claim, name] of OPTIONAL) if (payload[claim] !== undefined) principal[name] = payload[claim];
  // The checks against the contract are what makes this true: the compiler knows the policy, the program its contract.
  return principal as unknown as Principal<P>;
}

/** The scopes that a token carries. */
export function scopesOf({ scope }: Pick<AccessTokenPayload, "scope">): readonly string[] {
  return scope ? scope.split(" ") : [];
}
