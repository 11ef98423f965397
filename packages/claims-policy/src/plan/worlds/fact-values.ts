// Which values of a fact can two policies tell apart? One of each class stands for all of it.
import type { JsonValue } from "@claimsmith/cognito-model";
import { fitsType, parserOf } from "../../evaluation/fits-type.ts";
import type { Scalar } from "../../language/sources.ts";
import type { ScalarType, ValueType } from "../../language/value-types.ts";
import { canonicalJson } from "../../snapshot/canonical-json.ts";
import type { FactRead } from "./fact-name.ts";

/** A value that a fact can have; `undefined` is absent. Attributes and metadata are text, as they come. */
export type FactValue = JsonValue | undefined;

/**
 * The values that are tried of a fact, what it is when nothing is known first: absent, or for a setting, which is always there,
 * a value that no rule names. Every named value, the numbers around each bound, two values that no rule names (so that two facts
 * can differ without being named), for types that differ from policy to policy the values of the one alone, and, but for
 * settings, one that is of no type.
 */
export function valuesOf({ fact, types, named }: FactRead, unnamed: readonly string[]): readonly FactValue[] {
  const isText = fact.from === "attribute" || fact.from === "metadata";
  const all = [...types.values()];
  const typed = all.flatMap((type) =>
    valuesOfType(type, [...named], { isAlone: all.length === 1, fact, unnamed }),
  );
  const distinct = [...new Map(typed.map((value) => [canonicalJson(value), value])).values()];
  if (fact.from === "setting") return distinct.filter((value) => all.every((type) => fitsType(value, type)));
  const values = isText ? [...new Set(distinct.map(asText))].filter((text) => text !== "") : distinct;
  const invalid = isText ? invalidText(all) : {};
  // Every user has a `sub`; anything else can be absent.
  const absent = fact.from === "attribute" && fact.name === "sub" ? [] : [undefined];
  return [...absent, ...values, ...(absent.length > 0 ? [invalid] : [])];
}

interface OfFact {
  readonly isAlone: boolean;
  readonly fact: FactRead["fact"];
  /** Two texts that no rule names. */
  readonly unnamed: readonly string[];
}

/** Typed so that each row sees its own type. */
const VALUES: {
  readonly [T in ValueType as T["type"]]: (type: T, named: readonly Scalar[], of: OfFact) => JsonValue[];
} = {
  text: ({ maxLength }, named, { isAlone, unnamed }) => [
    ...unnamed.filter((text) => text.length <= maxLength),
    ...named.map(String),
    ...(isAlone ? [] : ["x".repeat(maxLength)]),
  ],
  oneOf: ({ values }) => [...values],
  integer: (type, named) => integers(type, named),
  flag: () => [true, false],
  roleArn: (_, named, { fact, unnamed }) => [
    // Roles of different settings are different roles until somebody says otherwise.
    ...(fact.from === "setting" ? [`${ROLE}${fact.name}`] : []),
    ...unnamed.map((name) => `${ROLE}${name}`),
    ...named.map(String),
  ],
  list: ({ of, maxCount }, named, fact) => {
    const items = valuesOfType(of, named, fact).filter((value) => fitsType(value, of)) as Scalar[];
    const full = fact.isAlone ? [] : items.slice(0, 1).map((item) => Array<Scalar>(maxCount).fill(item));
    return [[], ...items.map((item) => [item]), ...full];
  },
};

const ROLE = "arn:aws:iam::000000000000:role/";

function valuesOfType(type: ValueType, named: readonly Scalar[], of: OfFact): JsonValue[] {
  return (VALUES[type.type] as (type: ValueType, named: readonly Scalar[], of: OfFact) => JsonValue[])(
    type,
    named,
    of,
  );
}

/** The numbers around each named one and at the bounds: between two of them no rule sees a difference. */
function integers(
  { min, max }: Extract<ScalarType, { type: "integer" }>,
  named: readonly Scalar[],
): number[] {
  const around = named
    .map(Number)
    .filter(Number.isFinite)
    .flatMap((value) => [Math.floor(value) - 1, Math.floor(value), Math.ceil(value), Math.ceil(value) + 1]);
  const inside = [min, max, ...around].filter((value) => value >= min && value <= max);
  return [...new Set(inside)].sort((a, b) => a - b);
}

/** Numbers and flags as the pool keeps them. */
function asText(value: JsonValue): string {
  return String(value);
}

/** A text that is of none of the types. */
function invalidText(types: readonly ValueType[]): string {
  const longest = Math.max(0, ...types.map((type) => (type.type === "text" ? type.maxLength : 0)));
  const isOf = (text: string) =>
    types.some((type) => {
      const parsed = type.type === "list" ? text : (parserOf(type)?.(text) ?? text);
      return fitsType(parsed, type);
    });
  return ["invalid", "no value of its type"].find((text) => !isOf(text)) ?? "?".repeat(longest + 1);
}
