// Where can the value of a claim, or of a comparison, come from?
import type { JsonValue } from "@claimsmith/cognito-model";
import type { ScalarType } from "./value-types.ts";

/** A value that maps and comparisons deal in. */
export type Scalar = string | number | boolean;

/** An attribute of the user: standard, or custom with its `custom:` prefix. */
export interface AttributeSource<N extends string = string> {
  readonly source: "attribute";
  readonly name: N;
}

/** The declared groups that the user is in, before any override. */
export interface GroupsSource {
  readonly source: "groups";
}

/** Always the same value. */
export interface ConstantSource<V extends JsonValue = JsonValue> {
  readonly source: "constant";
  readonly value: V;
}

/** A value of the environment. */
export interface SettingSource<N extends string = string> {
  readonly source: "setting";
  readonly name: N;
}

/** A field of a declared look-up. */
export interface LookupSource<N extends string = string, F extends string = string> {
  readonly source: "lookup";
  readonly name: N;
  readonly field: F;
}

/** An entry of the client metadata: written by the caller, so always asserted. */
export interface MetadataSource<N extends string = string, T extends ScalarType = ScalarType> {
  readonly source: "metadata";
  readonly name: N;
  readonly type: T;
}

/** The first 12 hex digits of the SHA-256 of the policy. */
export interface PolicyHashSource {
  readonly source: "policyHash";
}

/** Where a value starts from. */
export type BaseSource =
  | AttributeSource
  | GroupsSource
  | ConstantSource
  | SettingSource
  | LookupSource
  | MetadataSource
  | PolicyHashSource;

/** Replaces the value by that of the table; a value that the table does not name becomes absent. */
export interface MapStep<M extends Readonly<Record<string, Scalar>> = Readonly<Record<string, Scalar>>> {
  readonly map: M;
}

/** Says what absent means. It does not cover a value that is invalid, nor a look-up that failed. */
export interface OrStep<V extends Scalar = Scalar> {
  readonly or: V;
}

/** One step from the base to the value. */
export type Step = MapStep | OrStep;

/** Where a value comes from, as it stands in policy.json: a base and what happens to it, in order. */
export type Source = BaseSource & { readonly steps?: readonly Step[] };

/** A source in a policy file: plain data that can be followed by `.map(…)` and `.or(…)`. */
export type SourceExpression<B extends BaseSource, S extends readonly Step[] = readonly []> = B & {
  readonly steps: S;
  /** Replaces each value by that of the table. A value that the table does not name becomes absent. */
  map<const M extends Readonly<Record<string, Scalar>>>(
    table: M,
  ): SourceExpression<B, readonly [...S, MapStep<M>]>;
  /** Says what absent means. It does not cover an invalid value, nor a look-up that failed. */
  or<const V extends Scalar>(value: V): SourceExpression<B, readonly [...S, OrStep<V>]>;
};

/** The two methods are kept off the data, so that an expression reads, prints and serialises as what it says. */
function expression<B extends BaseSource, S extends readonly Step[]>(
  base: B,
  steps: S,
): SourceExpression<B, S> {
  const data = { ...base, ...(steps.length > 0 && { steps }) };
  const follow = (step: Step) => expression(base, [...steps, step]);
  return Object.defineProperties(data, {
    map: { value: (map: MapStep["map"]) => follow({ map }) },
    or: { value: (value: Scalar) => follow({ or: value }) },
  }) as SourceExpression<B, S>;
}

/** An attribute of the user: a standard one by its name, a custom one with its prefix (`custom:company_id`). */
export function attribute<const N extends string>(name: N): SourceExpression<AttributeSource<N>> {
  return expression({ source: "attribute", name }, []);
}

/** The declared groups that the user is in, read before any override. */
export function groups(): SourceExpression<GroupsSource> {
  return expression({ source: "groups" }, []);
}

/** Always this value: any JSON but `null`. */
export function constant<const V extends JsonValue>(value: V): SourceExpression<ConstantSource<V>> {
  return expression({ source: "constant", value } as ConstantSource<V>, []);
}

/** A value of the environment, declared under `settings`. */
export function setting<const N extends string>(name: N): SourceExpression<SettingSource<N>> {
  return expression({ source: "setting", name }, []);
}

/** A field of what a look-up found. The look-up is declared under `lookups`. */
export function lookedUp<const N extends string, const F extends string>(
  name: N,
  field: F,
): SourceExpression<LookupSource<N, F>> {
  return expression({ source: "lookup", name, field }, []);
}

/** An entry of the client metadata, with the type it must have. The caller writes it: claims from it are asserted. */
export function metadata<const N extends string, const T extends ScalarType>(
  name: N,
  type: T,
): SourceExpression<MetadataSource<N, T>> {
  return expression({ source: "metadata", name, type }, []);
}

/** The hash of the policy that made the token: 12 hex digits. */
export function ownPolicyHash(): SourceExpression<PolicyHashSource> {
  return expression({ source: "policyHash" }, []);
}
