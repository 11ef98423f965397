// What may a member of a request hold? Small rules that tables of members are made of. (AWS API Reference: constraints)
import { isJsonObject } from "@claimsmith/cognito-model";
import { CognitoError } from "../errors.ts";

/** Why a value does not fit. `text` completes "failed to satisfy constraint: …", or "expected …" where the type is wrong. */
export interface MemberProblem {
  readonly at: string;
  readonly wrongType: boolean;
  readonly text: string;
}

/** Every problem of a value that stands at a path. */
export type MemberRule = (value: unknown, at: string) => readonly MemberProblem[];

/** No member of Cognito or Lambda has as many levels. */
const MAX_DEPTH = 16;

/** Members of a request by name. */
export type MemberTable = Readonly<
  Record<string, { readonly rule: MemberRule; readonly required?: boolean }>
>;

/** A text; lengths in characters. */
export function textRule(
  bounds: { readonly min?: number; readonly max?: number; readonly pattern?: RegExp } = {},
): MemberRule {
  const { min = 0, max = 131_072, pattern } = bounds;
  return (value, at) => {
    if (typeof value !== "string") return [wrongType(at, "a string")];
    const length = [...value].length;
    if (length < min) return [problem(at, `Member must have length greater than or equal to ${min}`)];
    if (length > max) return [problem(at, `Member must have length less than or equal to ${max}`)];
    if (pattern === undefined || pattern.test(value)) return [];
    return [problem(at, `Member must satisfy regular expression pattern: ${pattern.source}`)];
  };
}

/** A whole number within bounds. */
export function integerRule(min: number, max: number): MemberRule {
  return (value, at) => {
    if (typeof value !== "number" || !Number.isInteger(value)) return [wrongType(at, "an integer")];
    if (value < min) return [problem(at, `Member must have value greater than or equal to ${min}`)];
    return value > max ? [problem(at, `Member must have value less than or equal to ${max}`)] : [];
  };
}

/** True or false. */
export const FLAG: MemberRule = (value, at) =>
  typeof value === "boolean" ? [] : [wrongType(at, "a boolean")];

/** One of some texts. */
export function oneOfRule(values: readonly string[]): MemberRule {
  return (value, at) => {
    if (typeof value !== "string") return [wrongType(at, "a string")];
    if (values.includes(value)) return [];
    return [problem(at, `Member must satisfy enum value set: [${values.join(", ")}]`)];
  };
}

/** A list of at most `max` items, each once where `unique`. */
export function listRule(
  item: MemberRule,
  bounds: { readonly max?: number; readonly unique?: true } = {},
): MemberRule {
  const { max = 1_000, unique } = bounds;
  return (value, at) => {
    if (!Array.isArray(value)) return [wrongType(at, "an array")];
    if (value.length > max) return [problem(at, `Member must have length less than or equal to ${max}`)];
    const repeated = unique !== undefined && new Set(value).size < value.length;
    const problems = value.flatMap((member, index) => item(member, `${at}.${index + 1}.member`));
    return repeated ? [problem(at, "Member must have unique values"), ...problems] : problems;
  };
}

/** A map from texts to texts. */
export function textMapRule(key: MemberRule, value: MemberRule, max = 50): MemberRule {
  return (map, at) => {
    if (!isJsonObject(map)) return [wrongType(at, "an object of strings")];
    const entries = Object.entries(map);
    if (entries.length > max) return [problem(at, `Member must have length less than or equal to ${max}`)];
    return entries.flatMap(([name, item]) => [...key(name, `${at}.key`), ...value(item, `${at}.value`)]);
  };
}

/** An object with members of its own. */
export function objectRule(members: MemberTable): MemberRule {
  return (value, at) =>
    isJsonObject(value) ? membersProblems(value, members, `${at}.`) : [wrongType(at, "an object")];
}

/** A member that is kept as it is: an object, of which the local pool uses nothing. */
export const ANY_OBJECT: MemberRule = (value, at) =>
  isJsonObject(value) ? [] : [wrongType(at, "an object")];

/**
 * The members of a request that a table lists and that are not null, once all of them fit. Others are not looked at.
 * @throws CognitoError InvalidParameterException with every constraint that is not met, SerializationException for a wrong type
 */
export function readMembers(
  input: Readonly<Record<string, unknown>>,
  table: MemberTable,
): Readonly<Record<string, unknown>> {
  const problems = membersProblems(input, table, "");
  const wrong = problems.find((found) => found.wrongType);
  if (wrong !== undefined) {
    throw new CognitoError("SerializationException", `expected ${wrong.text} as ${wrong.at}`);
  }
  if (problems.length > 0) throw new CognitoError("InvalidParameterException", constraintText(problems));
  return present(input, table);
}

/** What Cognito says of constraints that are not met, without the values. */
export function constraintText(problems: readonly MemberProblem[]): string {
  const each = problems.map(({ at, text }) => `Value at '${at}' failed to satisfy constraint: ${text}`);
  return `${each.length} validation error${each.length === 1 ? "" : "s"} detected: ${each.join("; ")}`;
}

/** Every problem of the members that a table lists. */
export function membersProblems(
  input: Readonly<Record<string, unknown>>,
  table: MemberTable,
  prefix: string,
): readonly MemberProblem[] {
  return Object.entries(table).flatMap(([name, { rule, required }]) => {
    const at = prefix + name.charAt(0).toLowerCase() + name.slice(1);
    const value = Object.hasOwn(input, name) ? input[name] : undefined;
    if (!isNoDeeperThan(value, MAX_DEPTH)) return [wrongType(at, `at most ${MAX_DEPTH} levels`)];
    if (value !== undefined && value !== null) return rule(value, at);
    return required ? [problem(at, "Member must not be null")] : [];
  });
}

/** The members that a table lists and that are there. A null means that a member is not there, at any depth. */
export function present(
  input: Readonly<Record<string, unknown>>,
  table: MemberTable,
): Readonly<Record<string, unknown>> {
  const names = Object.keys(table).filter((name) => Object.hasOwn(input, name));
  return withoutNulls(Object.fromEntries(names.map((name) => [name, input[name]]))) as Record<
    string,
    unknown
  >;
}

/** True for a JSON value that has at most so many objects and arrays inside one another: what is deeper overflows a stack somewhere. */
export function isNoDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((member) => isNoDeeperThan(member, levels - 1));
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return Object.fromEntries(entries.map(([name, member]) => [name, withoutNulls(member)]));
}

function problem(at: string, text: string): MemberProblem {
  return { at, wrongType: false, text };
}

function wrongType(at: string, text: string): MemberProblem {
  return { at, wrongType: true, text };
}
