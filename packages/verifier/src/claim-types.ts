// Is a value of the type that the contract states for its claim?
import type { ExactType, ValueType } from "@claimsmith/claims-policy/contract";
import { isJsonObject, NAME_PATTERNS } from "@claimsmith/cognito-model";

/** A type that a contract can state. */
export type ClaimType = ValueType | ExactType;

/** Says whether a value has a type. */
export type TypeTest = (value: unknown) => boolean;

type TestsByType = {
  readonly [N in ClaimType["type"]]: (type: Extract<ClaimType, { readonly type: N }>) => TypeTest;
};

const TESTS: TestsByType = {
  text:
    ({ maxLength }) =>
    (value) =>
      typeof value === "string" && value.length <= maxLength && jsonBytes(value) <= maxLength,
  oneOf: ({ values }) => {
    const declared = new Set<unknown>(values);
    return (value) => declared.has(value);
  },
  integer:
    ({ min, max }) =>
    (value) =>
      Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max,
  flag: () => (value) => typeof value === "boolean",
  roleArn: () => (value) => typeof value === "string" && NAME_PATTERNS.roleArn.pattern.test(value),
  list: ({ of, maxCount }) => {
    const test = testOf(of);
    return (value) => Array.isArray(value) && value.length <= maxCount && value.every(test);
  },
  exact:
    ({ values }) =>
    (value) =>
      values.some((declared) => isSameJson(declared, value)),
};

const isCount = (value: unknown) => Number.isSafeInteger(value);

/** What each type must say of itself for its test to mean anything. */
const PARAMETERS: Readonly<Record<ClaimType["type"], Readonly<Record<string, TypeTest>>>> = {
  text: { maxLength: isCount },
  oneOf: { values: Array.isArray },
  integer: { min: isCount, max: isCount },
  flag: {},
  roleArn: {},
  list: { of: isClaimType, maxCount: isCount },
  exact: { values: Array.isArray },
};

/** True for the plain data of a type. */
export function isClaimType(type: unknown): type is ClaimType {
  if (!isJsonObject(type) || !Object.hasOwn(PARAMETERS, String(type.type))) return false;
  const parameters = PARAMETERS[type.type as ClaimType["type"]];
  return Object.entries(parameters).every(([name, holds]) => holds(type[name]));
}

/** The test of one type. Prepare it once: it is called for every token. */
export function testOf(type: ClaimType): TypeTest {
  const make = TESTS[type.type] as (type: ClaimType) => TypeTest;
  return make(type);
}

/** Printable ASCII that JSON does not escape: one byte a character. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;
const ENCODER = new TextEncoder();

/** How many UTF-8 bytes a text takes in JSON, its quotes not counted. */
function jsonBytes(text: string): number {
  return PLAIN.test(text) ? text.length : ENCODER.encode(JSON.stringify(text)).length - 2;
}

/** True where two JSON values are the same, whatever the order of their members. */
function isSameJson(declared: unknown, value: unknown): boolean {
  if (Array.isArray(declared)) {
    return (
      Array.isArray(value) &&
      value.length === declared.length &&
      declared.every((item, index) => isSameJson(item, value[index]))
    );
  }
  if (!isJsonObject(declared)) return declared === value;
  if (!isJsonObject(value)) return false;
  const names = Object.keys(declared);
  return (
    names.length === Object.keys(value).length &&
    names.every((name) => Object.hasOwn(value, name) && isSameJson(declared[name], value[name]))
  );
}
