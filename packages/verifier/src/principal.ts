// What does a handler receive once a token is verified?
import type { AccessTokenClaims, ClientOf, GroupOf } from "@claimsmith/claims-policy/contract";
import type { EpochSeconds } from "@claimsmith/cognito-model";
import type { PolicyClaims } from "./checks/token/index.ts";
import type { AccessTokenPayload } from "./payload.ts";
import type { PrincipalKind } from "./token-rules.ts";

/** Which token a principal came with. ID tokens only where a verifier accepts them for a time. */
export type TokenUse = "access" | "id";

/** What every principal has, whoever it is. */
interface PrincipalFacts<P> {
  /** The user's id in the pool; for a machine its client id. */
  readonly sub: string;
  readonly clientId: string;
  /** The name of the client in the policy. */
  readonly client: ClientOf<P>;
  /** A set: no order, no duplicates that mean anything. Empty for an ID token. */
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
  /** `iss`: the issuer, one of those that the verifier trusts. */
  readonly issuer: string;
}

/** Only users have a user name. */
interface NameOf {
  readonly user: { readonly username: string };
  readonly machine: { readonly username?: never };
}

type UserClaims<P> = Extract<AccessTokenClaims<P>, { readonly kind: "user" }>;

/**
 * Who came with an ID token. No picture of the policy drew its claims, so `claims` is empty, and what it says under the
 * names of the policy's claims is `asserted`, where it has the declared type.
 */
export interface IdTokenPrincipal<P = unknown> extends PrincipalFacts<P> {
  readonly kind: "user";
  readonly tokenUse: "id";
  readonly username: string;
  readonly claims: Readonly<Record<never, never>>;
  readonly asserted: Partial<UserClaims<P>["claims"] & UserClaims<P>["asserted"]>;
}

interface OfUse<P> {
  readonly access: never;
  readonly id: IdTokenPrincipal<P>;
}

/**
 * Who calls: a union on `kind`, and on `tokenUse` where ID tokens are accepted. `claims` holds what the policy decided,
 * `asserted` what the user or the caller wrote; other claims of the token stay out, and so does the token. Frozen, with all
 * that it holds.
 */
export type Principal<P = unknown, K extends PrincipalKind = PrincipalKind, U extends TokenUse = "access"> =
  | {
      [N in K]: Extract<AccessTokenClaims<P>, { readonly kind: N }> &
        NameOf[N] &
        PrincipalFacts<P> & { readonly tokenUse: "access" };
    }[K]
  | Extract<OfUse<P>[U], { readonly kind: K }>;

/** What a principal is made of: a payload that passed every check, and what the checks found out. */
export interface PrincipalParts extends PolicyClaims {
  readonly payload: AccessTokenPayload;
  readonly tokenUse: TokenUse;
  readonly kind: PrincipalKind;
  readonly client: string;
  readonly issuer: string;
  readonly scopes: readonly string[];
}

/** One shape for every principal, written out: the engine is fast with objects that it knows. */
type Draft = { -readonly [N in keyof PrincipalFacts<unknown>]: PrincipalFacts<unknown>[N] } & {
  username?: string;
};

/** The principal of a verified token. */
export function principalOf(parts: PrincipalParts): Principal<unknown, PrincipalKind, TokenUse> {
  const { payload, kind } = parts;
  const principal: Draft & Omit<PrincipalParts, "payload"> = {
    kind,
    tokenUse: parts.tokenUse,
    claims: parts.claims,
    asserted: parts.asserted,
    sub: payload.sub,
    clientId: payload.client_id,
    client: parts.client as never,
    scopes: parts.scopes,
    groups: kind === "user" ? Object.freeze(payload["cognito:groups"] ?? []) : NOTHING,
    issuedAtSeconds: payload.iat,
    expiresAtSeconds: payload.exp,
    issuer: parts.issuer,
  };
  if (payload.username !== undefined) principal.username = payload.username;
  if (payload.auth_time !== undefined) principal.authTimeSeconds = payload.auth_time;
  if (payload.jti !== undefined) principal.tokenId = payload.jti;
  if (payload.origin_jti !== undefined) principal.originId = payload.origin_jti;
  // The checks against the contract are what makes this true: the compiler knows the policy, the program its contract.
  return Object.freeze(principal) as unknown as Principal<unknown, PrincipalKind, TokenUse>;
}

/** No scopes, no groups. */
export const NOTHING: readonly string[] = Object.freeze([]);
