// Is it plain data all through? What JSON would silently drop is an issue here.
import { at, note, type Place } from "./shape.ts";

/** Deep enough for any policy that a person can read, shallow enough for every recursion over one. */
const MAX_DEPTH = 48;

/**
 * A copy as plain data; functions, dates, cycles, members that are `undefined` and the like are noted and become `undefined`.
 * A member that is `undefined` is one that a person meant to write: a `when` that got lost would make its rule apply always.
 */
export function plainData(value: unknown, place: Place, around: readonly unknown[] = []): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value))
    return value;
  if (around.length > MAX_DEPTH) return note(place, "NESTED_TOO_DEEP", `at most ${MAX_DEPTH} levels`, value);
  const isData = Array.isArray(value) || (typeof value === "object" && isPlainObject(value));
  if (!isData || around.includes(value)) return note(place, "NOT_DATA", "plain data", value);
  const inside = [...around, value];
  if (Array.isArray(value))
    return Array.from(value, (item, index) => plainData(item, at(place, index), inside));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, plainData(member, at(place, key), inside)]),
  );
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

/** The same data, which nobody can change any more. */
export function deepFreeze<T extends object>(value: T): T {
  for (const member of Object.values(value))
    if (typeof member === "object" && member !== null) deepFreeze(member);
  return Object.freeze(value);
}
