// What may a route demand of a token?
import type { AccessTokenClaims, ClientOf, GroupOf, ScopeOf } from "@claimsmith/claims-policy/contract";
import type { PrincipalKind } from "./token-rules.ts";

/** Every one of a list, at least one of a list, or both. No list is empty. */
export interface AllOrAny<T extends string> {
  readonly all?: readonly T[];
  readonly any?: readonly T[];
}

/** A value that a claim can be compared with. Lists and objects are not: a route that needs one reads it itself. */
export type ComparableValue = string | number | boolean;

type NamesOf<C> = C extends unknown ? Extract<keyof C, string> : never;
type ValueOf<C, N> = C extends unknown ? (N extends keyof C ? Extract<C[N], ComparableValue> : never) : never;

/** Claim name → the value that it must have, or a list of the values that it may have. An absent claim has none of them. */
export type RequiredClaims<C> = {
  readonly [N in NamesOf<C> as [ValueOf<C, N>] extends [never] ? never : N]?:
    | ValueOf<C, N>
    | readonly ValueOf<C, N>[];
};

type ClaimsOf<P, K extends PrincipalKind> = Extract<AccessTokenClaims<P>, { readonly kind: K }>;

/** How old a token and its sign-in may be. At least one of the two. */
export interface MaxAge {
  /** Since `iat`. A refresh gives a new one. Whole seconds, 1 to 86,400. */
  readonly sinceIssueSeconds?: number;
  /** Since `auth_time`, which refreshes keep; a token without it is refused. Whole seconds, 1 to 315,360,000. */
  readonly sinceAuthenticationSeconds?: number;
}

/** What a route demands beyond a valid access token. `{}` demands nothing more. Parts that are given must all hold. */
export interface Requirement<P = unknown, K extends PrincipalKind = PrincipalKind> {
  /** Scopes of the policy, or Cognito's own. Compared exactly. An ID token has none: see `idToken`. */
  readonly scopes?: AllOrAny<ScopeOf<P>>;
  /** Groups that the policy declares. A machine is in none. */
  readonly groups?: AllOrAny<GroupOf<P>>;
  /** Who must have signed in. Default: either. */
  readonly kind?: K;
  /** Clients of the policy, by name: the token came through one of them. */
  readonly clients?: readonly ClientOf<P>[];
  /** Claims that the policy decided. */
  readonly claims?: RequiredClaims<ClaimsOf<P, K>["claims"]>;
  /** Claims that the user or the caller wrote. Who demands one here trusts them that far. */
  readonly asserted?: RequiredClaims<ClaimsOf<P, K>["asserted"]>;
  readonly maxAge?: MaxAge;
  /**
   * What an ID token must show in place of `scopes`, while the verifier accepts ID tokens at all. Without it an ID token
   * never meets a demand for scopes.
   */
  readonly idToken?: { readonly groups: AllOrAny<GroupOf<P>> };
  /** More requirements, each of which must hold as well. See {@link joinRequirements}. */
  readonly and?: readonly Requirement<P>[];
}

/** A requirement of any policy, as the program reads it. */
export interface AnyRequirement {
  readonly scopes?: AllOrAny<string>;
  readonly groups?: AllOrAny<string>;
  readonly kind?: PrincipalKind;
  readonly clients?: readonly string[];
  readonly claims?: Readonly<Record<string, ComparableValue | readonly ComparableValue[]>>;
  readonly asserted?: Readonly<Record<string, ComparableValue | readonly ComparableValue[]>>;
  readonly maxAge?: MaxAge;
  readonly idToken?: { readonly groups: AllOrAny<string> };
  readonly and?: readonly AnyRequirement[];
}

/** Both requirements must hold: one for a whole API and one for a route, say. What a route adds can only narrow. */
export function joinRequirements<P, A extends PrincipalKind, B extends PrincipalKind>(
  first: Requirement<P, A>,
  second: Requirement<P, B>,
): Requirement<P, A & B> {
  const kind = first.kind ?? second.kind;
  const joined = { ...first, ...(kind && { kind }), and: [...(first.and ?? []), second] };
  return joined as unknown as Requirement<P, A & B>;
}

/** The requirement and all that it is joined with, in one list: each must hold. */
export function partsOf(requirement: AnyRequirement): readonly AnyRequirement[] {
  return [requirement, ...(requirement.and ?? []).flatMap(partsOf)];
}

/** Every scope that a requirement names, for challenges. (RFC 6750, section 3) */
export function scopesNamedBy(requirement: AnyRequirement): readonly string[] {
  const named = partsOf(requirement).flatMap(({ scopes }) => [
    ...(scopes?.all ?? []),
    ...(scopes?.any ?? []),
  ]);
  return [...new Set(named)];
}
