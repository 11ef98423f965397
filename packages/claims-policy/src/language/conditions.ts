// What must hold for a rule to apply?
import type { Scalar, Source } from "./sources.ts";

/** The user is in the group, before any override. */
export interface InGroup {
  readonly test: "inGroup";
  readonly group: string;
}

/** The token is for this client of the policy. */
export interface IsClient {
  readonly test: "isClient";
  readonly client: string;
}

/** The caller asked for this scope and the client may have it. */
export interface ScopeRequested {
  readonly test: "scopeRequested";
  readonly scope: string;
}

/** The source has a value. */
export interface Has {
  readonly test: "has";
  readonly of: Source;
}

/** How a source compares with one constant. */
export type ComparisonName = "is" | "isNot" | "isLessThan" | "isAtMost" | "isGreaterThan" | "isAtLeast";

/** The source compares so with the value. Absent is unknown, not true. */
export interface Comparison<N extends ComparisonName = ComparisonName> {
  readonly test: N;
  readonly of: Source;
  readonly value: Scalar;
}

/** Any comparison, told apart by its name. */
export type AnyComparison = { [N in ComparisonName]: Comparison<N> }[ComparisonName];

/** The source is one of the values. */
export interface IsOneOf {
  readonly test: "isOneOf";
  readonly of: Source;
  readonly values: readonly Scalar[];
}

/** Every condition holds: false if any is false, else unknown if any is unknown. */
export interface All {
  readonly test: "all";
  readonly conditions: readonly Condition[];
}

/** Some condition holds: true if any is true, else unknown if any is unknown. */
export interface Any {
  readonly test: "any";
  readonly conditions: readonly Condition[];
}

/** The condition is false. Unknown stays unknown. */
export interface Not {
  readonly test: "not";
  readonly condition: Condition;
}

/** A condition without parts. */
export type Atom = InGroup | IsClient | ScopeRequested | Has | AnyComparison | IsOneOf;

/** What must hold for a rule to apply. */
export type Condition = Atom | All | Any | Not;

/** The user is in this declared group, before any override. False for a machine. */
export function inGroup<const G extends string>(group: G): InGroup & { readonly group: G } {
  return { test: "inGroup", group };
}

/** The token is for this client of the policy. */
export function isClient<const C extends string>(client: C): IsClient & { readonly client: C } {
  return { test: "isClient", client };
}

/** The caller asked for this scope and the client may have it. A rule may only narrow a token by its absence. */
export function scopeRequested<const S extends string>(scope: S): ScopeRequested & { readonly scope: S } {
  return { test: "scopeRequested", scope };
}

/** The source has a value. Absent is false, never unknown; an invalid value and a failed look-up are unknown. */
export function has(of: Source): Has {
  return { test: "has", of };
}

/** The source is this value. Unknown where it is absent. */
export function is(of: Source, value: Scalar): Comparison<"is"> {
  return { test: "is", of, value };
}

/** The source has another value than this. Unknown where it is absent. */
export function isNot(of: Source, value: Scalar): Comparison<"isNot"> {
  return { test: "isNot", of, value };
}

/** The source is a number below this. Unknown where it is absent. */
export function isLessThan(of: Source, value: number): Comparison<"isLessThan"> {
  return { test: "isLessThan", of, value };
}

/** The source is this number or one below. Unknown where it is absent. */
export function isAtMost(of: Source, value: number): Comparison<"isAtMost"> {
  return { test: "isAtMost", of, value };
}

/** The source is a number above this. Unknown where it is absent. */
export function isGreaterThan(of: Source, value: number): Comparison<"isGreaterThan"> {
  return { test: "isGreaterThan", of, value };
}

/** The source is this number or one above. Unknown where it is absent. */
export function isAtLeast(of: Source, value: number): Comparison<"isAtLeast"> {
  return { test: "isAtLeast", of, value };
}

/** The source is one of these values. Unknown where it is absent. */
export function isOneOf(of: Source, values: readonly Scalar[]): IsOneOf {
  return { test: "isOneOf", of, values };
}

/** Every condition holds. Of none: true. */
export function all(...conditions: readonly Condition[]): All {
  return { test: "all", conditions };
}

/** At least one condition holds. Of none: false. */
export function any(...conditions: readonly Condition[]): Any {
  return { test: "any", conditions };
}

/** The condition is false. Unknown stays unknown. */
export function not(condition: Condition): Not {
  return { test: "not", condition };
}
