// Does a value belong to a declared type?
import { ROLE_ARN } from "@claimsmith/cognito-model";
import type { ScalarType, ValueType } from "../language/value-types.ts";
import { jsonTextBytes } from "./json-bytes.ts";

/** True where a text fits: a text has as many bytes as characters or more, so most are decided by their length. */
function fitsText(value: string, maxLength: number): boolean {
  if (value.length > maxLength) return false;
  return value.length * 6 <= maxLength || jsonTextBytes(value) <= maxLength;
}

/** Says of a value whether it belongs to one type. */
export type TypeCheck = (value: unknown) => boolean;

const CHECKS: { readonly [T in ValueType as T["type"]]: (type: T) => TypeCheck } = {
  text:
    ({ maxLength }) =>
    (value) =>
      typeof value === "string" && fitsText(value, maxLength),
  oneOf:
    ({ values }) =>
    (value) =>
      values.includes(value as string),
  integer:
    ({ min, max }) =>
    (value) =>
      Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
  flag: () => (value) => typeof value === "boolean",
  roleArn: () => (value) => typeof value === "string" && value.length <= 2_048 && ROLE_ARN.test(value),
  list: ({ of, maxCount }) => {
    const fits = typeCheck(of);
    return (value) => Array.isArray(value) && value.length <= maxCount && value.every((item) => fits(item));
  },
};

/** Prepares the check of a declared type. */
export function typeCheck(type: ValueType): TypeCheck {
  return (CHECKS[type.type] as (type: ValueType) => TypeCheck)(type);
}

/** True where a value belongs to a declared type. */
export function fitsType(value: unknown, type: ValueType): boolean {
  return typeCheck(type)(value);
}

/** Reads a text as the value that types like this one are written as; `undefined` where it is none. */
export function parserOf({ type }: ScalarType): ((text: string) => number | boolean | undefined) | undefined {
  if (type === "integer") return (text) => (/^-?\d{1,16}$/.test(text) ? Number(text) : undefined);
  if (type === "flag") return (text) => text === "true" || (text === "false" ? false : undefined);
  return undefined;
}
