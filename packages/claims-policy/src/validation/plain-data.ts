// Is it plain data all through? What JSON would silently drop is an issue here.
import { at, note, type Place } from "./shape.ts";

/** Deep enough for any policy that a person can read, shallow enough for every recursion over one. */
const MAX_DEPTH = 48;

/** A copy as plain data; functions, dates, cycles and the like are noted and left out. */
export function plainData(value: unknown, place: Place, depth = 0): unknown {
  if (depth > MAX_DEPTH) return note(place, "NESTED_TOO_DEEP", `at most ${MAX_DEPTH} levels`, value);
  if (value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value))
    return value;
  if (Array.isArray(value)) return value.map((item, index) => plainData(item, at(place, index), depth + 1));
  if (typeof value !== "object" || !isPlainObject(value)) return note(place, "NOT_DATA", "plain data", value);
  const copy: [string, unknown][] = [];
  for (const [key, member] of Object.entries(value)) {
    if (member !== undefined) copy.push([key, plainData(member, at(place, key), depth + 1)]);
  }
  return Object.fromEntries(copy);
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}
