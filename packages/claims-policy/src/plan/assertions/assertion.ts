// What must never be, whatever the facts? Plain data that a team writes beside its policy.
import type { SystemScope, TokenKind } from "@claimsmith/cognito-model";
import type { Condition } from "../../language/conditions.ts";
import type { ClientOf, GroupOf, ScopeOf } from "../../language/inference.ts";
import type { SettingSource } from "../../language/sources.ts";

/** The access token has the scope. */
export interface HasScope<S extends string = string> {
  readonly has: "scope";
  readonly scope: S;
}

/** A token speaks of the group. */
export interface HasGroup<G extends string = string> {
  readonly has: "group";
  readonly group: G;
}

/** The ID token has the IAM role: an ARN, or the setting that holds one. */
export interface HasRole {
  readonly has: "role";
  readonly role: string | SettingSource;
}

/** The token has the claim; without a token named, either. */
export interface HasClaim {
  readonly has: "claim";
  readonly claim: string;
  readonly token?: TokenKind;
}

/** The tokens are for this client. */
export interface IsFor<C extends string = string> {
  readonly has: "client";
  readonly client: C;
}

/** Something that can be said of issued tokens. */
export type AssertedOutcome = HasScope | HasGroup | HasRole | HasClaim | IsFor;

/** No tokens are ever issued of which all of this holds, unless the condition does. */
export interface Assertion<O extends AssertedOutcome = AssertedOutcome> {
  readonly never: readonly O[];
  /** What is unknown excuses nothing. */
  readonly unless?: Condition;
}

/** An assertion that can be followed by `.unless(…)`. */
export type NeverAssertion<O extends AssertedOutcome> = Assertion<O> & {
  /** Allows it where the condition holds. */
  unless(condition: Condition): Assertion<O>;
};

/** An assertion about the tokens of a policy, with names that the policy declares. */
export type AssertionOf<P> = Assertion<
  HasScope<ScopeOf<P> | SystemScope> | HasGroup<GroupOf<P>> | IsFor<ClientOf<P>> | HasRole | HasClaim
>;

/** No tokens are ever issued of which all of this holds: `never(scope("admin/*")).unless(inGroup("ADMINS"))`. */
export function never<const O extends readonly AssertedOutcome[]>(...outcomes: O): NeverAssertion<O[number]> {
  const data: Assertion<O[number]> = { never: outcomes };
  // Kept off the data, so that an assertion reads, prints and serialises as what it says.
  return Object.defineProperty(data, "unless", {
    value: (condition: Condition): Assertion<O[number]> => ({ never: outcomes, unless: condition }),
  }) as NeverAssertion<O[number]>;
}

/** The access token has this scope. */
export function scope<const S extends string>(name: S): HasScope<S> {
  return { has: "scope", scope: name };
}

/** A token speaks of this group, after the override. */
export function group<const G extends string>(name: G): HasGroup<G> {
  return { has: "group", group: name };
}

/** The ID token has this IAM role: an ARN, or `setting(…)` that holds one. */
export function role(of: string | SettingSource): HasRole {
  return { has: "role", role: of };
}

/** The token has this claim. Default: either token. */
export function claim(name: string, options: { readonly token?: TokenKind } = {}): HasClaim {
  return { has: "claim", claim: name, ...options };
}

/** The tokens are for this client. */
export function client<const C extends string>(name: C): IsFor<C> {
  return { has: "client", client: name };
}
