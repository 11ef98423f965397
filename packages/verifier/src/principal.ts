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

/** The principal of a verified token. */
export function principalOf<P>({ payload, kind, clientName, rules }: VerifiedToken): Principal<P> {
  const { sub, client_id, iat, exp, username, auth_time, jti, origin_jti } = payload;
  const principal = {
    kind,
    ...claimsByTrust(payload, rules),
    sub,
    clientId: client_id,
    client: clientName,
    ...(username !== undefined && { username }),
    scopes: scopesOf(payload),
    groups: kind === "user" ? (payload["cognito:groups"] ?? []) : [],
    issuedAtSeconds: iat,
    expiresAtSeconds: exp,
    ...(auth_time !== undefined && { authTimeSeconds: auth_time }),
    ...(jti !== undefined && { tokenId: jti }),
    ...(origin_jti !== undefined && { originId: origin_jti }),
  };
  // The checks against the contract are what makes this true: the compiler knows the policy, the program its contract.
  return principal as unknown as Principal<P>;
}

/** The scopes that a token carries. */
export function scopesOf({ scope }: Pick<AccessTokenPayload, "scope">): readonly string[] {
  return scope ? scope.split(" ") : [];
}

interface ClaimsByTrust {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly asserted: Readonly<Record<string, unknown>>;
}

function claimsByTrust(payload: AccessTokenPayload, rules: readonly ClaimRule[]): ClaimsByTrust {
  const claims: Record<string, unknown> = {};
  const asserted: Record<string, unknown> = {};
  for (const rule of rules) {
    if (!Object.hasOwn(payload, rule.name)) continue;
    (rule.asserted ? asserted : claims)[rule.name] = payload[rule.name];
  }
  return { claims, asserted };
}
