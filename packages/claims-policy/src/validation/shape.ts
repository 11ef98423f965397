// Building blocks that read unknown data as typed data and note everything that does not fit.
import { isJsonObject, type NamePattern, PROTOTYPE_KEYS } from "@claimsmith/cognito-model";
import { memberPath } from "../language/member-path.ts";
import { describe, type IssueCode, issue, type PolicyIssue } from "./issues.ts";

/** Where a reader stands, and where it leaves its issues. */
export interface Place {
  readonly path: string;
  readonly issues: PolicyIssue[];
}

/** Reads a value as a T, or notes an issue and gives `undefined`. */
export type ShapeReader<T> = (value: unknown, place: Place) => T | undefined;

/** The place of a member. */
export function at(place: Place, member: string | number): Place {
  return { path: memberPath(place.path, member), issues: place.issues };
}

/** Notes an issue at a place. */
export function note(place: Place, code: IssueCode, expected: string, value: unknown): undefined {
  place.issues.push(issue(code, place.path, { expected, received: describe(value) }));
  return undefined;
}

/** A text, of at least one character, that may have to match a pattern. */
export function textShape(expected = "a text", pattern = /^.+$/s): ShapeReader<string> {
  return (value, place) =>
    typeof value === "string" && pattern.test(value)
      ? value
      : note(place, typeof value === "string" ? "BAD_NAME" : "WRONG_TYPE", expected, value);
}

/** A name of a kind that Cognito restricts. */
export function nameShape({ pattern, expected }: NamePattern): ShapeReader<string> {
  return textShape(expected, pattern);
}

/** A whole number between two inclusive bounds. */
export function wholeNumber(min: number, max: number): ShapeReader<number> {
  return (value, place) => {
    const expected = `a whole number from ${min} to ${max}`;
    if (!Number.isSafeInteger(value)) return note(place, "WRONG_TYPE", expected, value);
    const number = value as number;
    return number >= min && number <= max ? number : note(place, "OUT_OF_RANGE", expected, value);
  };
}

/** One of some texts. */
export function choice<const C extends string>(...choices: readonly C[]): ShapeReader<C> {
  return (value, place) =>
    (choices as readonly unknown[]).includes(value)
      ? (value as C)
      : note(place, "WRONG_TYPE", `one of ${choices.join(", ")}`, value);
}

/** True or false. */
export const truthShape: ShapeReader<boolean> = (value, place) =>
  typeof value === "boolean" ? value : note(place, "WRONG_TYPE", "true or false", value);

/** A list. Items that do not fit are left out, each with its issue. */
export function listShape<T>(item: ShapeReader<T>, atLeast = 0): ShapeReader<T[]> {
  return (value, place) => {
    if (!Array.isArray(value)) return note(place, "WRONG_TYPE", "a list", value);
    if (value.length < atLeast) return note(place, "OUT_OF_RANGE", `a list of at least ${atLeast}`, value);
    return value.flatMap((each, index) => item(each, at(place, index)) ?? []);
  };
}

/** A list in which no text stands twice. */
export function distinct(read: ShapeReader<string[]>): ShapeReader<string[]> {
  return (value, place) => {
    const list = read(value, place);
    const given: readonly unknown[] = Array.isArray(value) ? value : [];
    for (const [index, item] of given.entries()) {
      const isRepeated = typeof item === "string" && item !== "" && given.indexOf(item) < index;
      if (isRepeated) note(at(place, index), "DUPLICATE", "each value once", item);
    }
    return list;
  };
}

/**
 * An object whose members have names of one kind. A member that does not fit is left out; with a stand-in it is replaced by
 * that, so that what refers to it is not reported as undeclared as well.
 */
export function recordShape<T>(
  name: NamePattern,
  member: ShapeReader<T>,
  standIn?: T,
): ShapeReader<Record<string, T>> {
  return (value, place) => {
    if (!isJsonObject(value)) return note(place, "WRONG_TYPE", "an object", value);
    const entries = Object.entries(value).flatMap(([key, each]) => {
      const here = at(place, key);
      if (PROTOTYPE_KEYS.has(key) || !name.pattern.test(key)) {
        note(here, "BAD_NAME", name.expected, key);
        return [];
      }
      const read = member(each, here) ?? standIn;
      return read === undefined ? [] : [[key, read] as const];
    });
    return Object.fromEntries(entries);
  };
}

/** The members of an object: `required` where it must be there. */
export type Members<T> = {
  readonly [K in keyof T]-?: {
    readonly read: ShapeReader<Exclude<T[K], undefined>>;
    readonly required?: boolean;
    readonly standIn?: Exclude<T[K], undefined>;
  };
};

/** A member that must be there. With a stand-in, what surrounds a wrong one can still be checked. */
export function must<T>(
  read: ShapeReader<T>,
  standIn?: T,
): { read: ShapeReader<T>; required: true; standIn?: T } {
  return { read, required: true, ...(standIn !== undefined && { standIn }) };
}

/** A member that may be left out. */
export function may<T>(read: ShapeReader<T>): { read: ShapeReader<T> } {
  return { read };
}

/** An object with known members. Unknown members are issues, and a wrong required member without a stand-in leaves the object out. */
export function objectShape<T extends object>(members: Members<T>): ShapeReader<T> {
  const names = Object.keys(members);
  return (value, place) => {
    if (!isJsonObject(value)) return note(place, "WRONG_TYPE", "an object", value);
    for (const key of Object.keys(value)) {
      if (!names.includes(key)) note(at(place, key), "UNKNOWN_KEY", `one of ${names.join(", ")}`, key);
    }
    let complete = true;
    const read: Record<string, unknown> = {};
    for (const name of names) {
      const { read: reader, required, standIn } = members[name as keyof T];
      const given = Object.hasOwn(value, name) ? value[name] : undefined;
      if (given === undefined && required) note(at(place, name), "MISSING", "a value", given);
      const member = given === undefined ? standIn : (reader(given, at(place, name)) ?? standIn);
      if (member !== undefined) read[name] = member;
      else if (required) complete = false;
    }
    return complete ? (read as T) : undefined;
  };
}

/** An object whose `tag` member says which shape it has. */
export function taggedShape<T>(
  tag: string,
  shapes: Readonly<Record<string, ShapeReader<T>>>,
): ShapeReader<T> {
  return (value, place) => {
    const expected = `an object with ${tag}: ${Object.keys(shapes).join(", ")}`;
    if (!isJsonObject(value)) return note(place, "WRONG_TYPE", expected, value);
    const named = value[tag];
    const shape = typeof named === "string" && Object.hasOwn(shapes, named) ? shapes[named] : undefined;
    return shape === undefined ? note(at(place, tag), "WRONG_TYPE", expected, named) : shape(value, place);
  };
}
