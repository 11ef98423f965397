// How is a change of a declaration written down?
import type { JsonValue } from "@claimsmith/cognito-model";
import { memberPath } from "../../language/member-path.ts";
import type { Direction, StructuralChange } from "../plan.ts";

/** What every change says. */
export interface ChangeOf {
  readonly id: string;
  readonly path: string;
  /** In words, without its values. */
  readonly what: string;
}

/** A value of before and of after. */
export type Pair<T> = readonly [before: T, after: T];

/** A change from one value to another. */
export function moved(
  direction: Direction,
  of: ChangeOf,
  [before, after]: Pair<JsonValue | undefined>,
): StructuralChange {
  return {
    ...of,
    direction,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  };
}

/** The changes of a list whose every member opens something: one more is a widening, one less a narrowing. */
export function listChanges(of: ChangeOf, [before, after]: Pair<readonly string[]>): StructuralChange[] {
  const entry = (direction: Direction, name: string, pair: Pair<string | undefined>) =>
    moved(direction, { ...of, id: `${of.id}:${name}` }, pair);
  return [
    ...without(after, before).map((name) => entry("widening", name, [undefined, name])),
    ...without(before, after).map((name) => entry("narrowing", name, [name, undefined])),
  ];
}

/** The change of something of which more is more. */
export function amountChange(of: ChangeOf, [before, after]: Pair<number>): StructuralChange[] {
  if (before === after) return [];
  return [moved(after > before ? "widening" : "narrowing", of, [before, after])];
}

/** The change along a scale, from the strictest step to the loosest. */
export function stepChange(of: ChangeOf, scale: readonly string[], pair: Pair<string>): StructuralChange[] {
  const [before, after] = pair.map((step) => scale.indexOf(step)) as [number, number];
  return before === after ? [] : [moved(after > before ? "widening" : "narrowing", of, pair)];
}

/** The members of a list that another one has not. */
export function without(list: readonly string[], other: readonly string[]): string[] {
  return [...new Set(list)].filter((name) => !other.includes(name)).sort();
}

/** The path of a member below others. */
export function pathOf(...members: readonly string[]): string {
  return members.reduce((path, member) => memberPath(path, member), "");
}
