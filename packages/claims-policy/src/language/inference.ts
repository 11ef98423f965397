// Which types do a policy's tokens have? Computed by the compiler from the definition alone.
import type { SystemScope } from "@claimsmith/cognito-model";
import type { DefinitionOf } from "./policy.ts";
import type { ValueOfType } from "./value-types.ts";

type Member<T, K extends string> = T extends { readonly [N in K]: infer V } ? V : Record<never, never>;
type Names<T> = Extract<keyof T, string>;
type Simplify<T> = { readonly [K in keyof T]: T[K] };

/** The groups that a policy declares. */
export type GroupOf<P> = Names<Member<DefinitionOf<P>, "groups">>;

/** The clients that a policy declares. */
export type ClientOf<P> = Names<Member<DefinitionOf<P>, "clients">>;

type ServerScopes<S> = { [K in Names<S>]: `${K}/${Names<Member<S[K], "scopes">>}` }[Names<S>];

/** The scopes that a policy's tokens can carry: those of its resource servers, and Cognito's own. */
export type ScopeOf<P> = ServerScopes<Member<DefinitionOf<P>, "resourceServers">> | SystemScope;

type FlagAttribute = "email_verified" | "phone_number_verified";

type AttributeValue<D, N> = N extends `custom:${infer C}`
  ? C extends keyof Member<D, "attributes">
    ? ValueOfType<Member<D, "attributes">[C]>
    : never
  : N extends FlagAttribute
    ? boolean
    : string;

type Declared<D, Section extends string, N> = N extends keyof Member<D, Section>
  ? ValueOfType<Member<D, Section>[N]>
  : never;

type LookupValue<D, N, F> = N extends keyof Member<D, "lookups">
  ? F extends keyof Member<Member<D, "lookups">[N], "fields">
    ? ValueOfType<Member<Member<D, "lookups">[N], "fields">[F]>
    : never
  : never;

type BaseValue<D, S> = S extends { readonly source: "attribute"; readonly name: infer N }
  ? AttributeValue<D, N>
  : S extends { readonly source: "constant"; readonly value: infer V }
    ? V
    : S extends { readonly source: "setting"; readonly name: infer N }
      ? Declared<D, "settings", N>
      : S extends { readonly source: "lookup"; readonly name: infer N; readonly field: infer F }
        ? LookupValue<D, N, F>
        : S extends { readonly source: "metadata"; readonly type: infer T }
          ? ValueOfType<T>
          : S extends { readonly source: "groups" }
            ? readonly Names<Member<D, "groups">>[]
            : S extends { readonly source: "policyHash" }
              ? string
              : never;

type AfterSteps<T, Steps> = Steps extends readonly [infer First, ...infer Rest]
  ? First extends { readonly map: infer M }
    ? AfterSteps<M[keyof M], Rest>
    : First extends { readonly or: infer V }
      ? AfterSteps<T | V, Rest>
      : never
  : T;

type SourceValue<D, S> = AfterSteps<
  BaseValue<D, S>,
  S extends { readonly steps: infer Steps } ? Steps : readonly []
>;

type ClaimValue<D, R> =
  | (R extends { readonly from: infer S } ? SourceValue<D, S> : never)
  | (R extends { readonly otherwise: infer V } ? V : never);

type IsAsserted<R> = R extends { readonly asserted: true } ? true : false;

type AlwaysThere<R, N, Suppressed> = R extends { readonly required: true }
  ? R extends { readonly when: unknown }
    ? false
    : N extends Suppressed
      ? false
      : true
  : false;

/** The claims of one picture that are, or are not, asserted: required ones present, all others optional. */
type PictureClaims<D, Picture extends string, Asserted extends boolean> = ClaimsOfRules<
  D,
  Member<Member<D, Picture>, "claims">,
  keyof Member<Member<D, Picture>, "suppress">,
  Asserted
>;

type ClaimsOfRules<D, Rules, Suppressed, Asserted extends boolean> = Simplify<
  {
    [N in keyof Rules as IsAsserted<Rules[N]> extends Asserted
      ? AlwaysThere<Rules[N], N, Suppressed> extends true
        ? N
        : never
      : never]: ClaimValue<D, Rules[N]>;
  } & {
    [N in keyof Rules as IsAsserted<Rules[N]> extends Asserted
      ? AlwaysThere<Rules[N], N, Suppressed> extends true
        ? never
        : N
      : never]?: ClaimValue<D, Rules[N]>;
  }
>;

/**
 * The claims that a policy puts on access tokens: one form for people and one for machines. Claims that rest on what the
 * caller or the user wrote stand apart under `asserted`.
 */
export type AccessTokenClaims<P> =
  | {
      readonly kind: "user";
      readonly claims: PictureClaims<DefinitionOf<P>, "accessToken", false>;
      readonly asserted: PictureClaims<DefinitionOf<P>, "accessToken", true>;
    }
  | {
      readonly kind: "machine";
      readonly claims: PictureClaims<DefinitionOf<P>, "machineToken", false>;
      readonly asserted: PictureClaims<DefinitionOf<P>, "machineToken", true>;
    };
