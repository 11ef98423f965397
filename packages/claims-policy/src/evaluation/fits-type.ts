// Does a value belong to a declared type?
import { ROLE_ARN } from "@claimsmith/cognito-model";
import type { ListType, ScalarType, ValueType } from "../language/value-types.ts";
import { jsonTextBytes } from "./json-bytes.ts";

/** True where a text fits: a text has as many bytes as characters or more, so most are decided by their length. */
export function fitsText(value: string, maxLength: number): boolean {
  if (value.length > maxLength) return false;
  return value.length * 6 <= maxLength || jsonTextBytes(value) <= maxLength;
}

type Fits<T> = (value: unknown, type: T) => boolean;

const FITS: { readonly [T in ValueType as T["type"]]: Fits<T> } = {
  text: (value, type) => typeof value === "string" && fitsText(value, type.maxLength),
  oneOf: (value, type) => type.values.includes(value as string),
  integer: (value, type) =>
    Number.isInteger(value) && (value as number) >= type.min && (value as number) <= type.max,
  flag: (value) => typeof value === "boolean",
  roleArn: (value) => typeof value === "string" && value.length <= 2_048 && ROLE_ARN.test(value),
  list: (value, type) =>
    Array.isArray(value) &&
    value.length <= type.maxCount &&
    value.every((item) => fitsType(item, (type as ListType).of)),
};

/** True where a value belongs to a declared type. */
export function fitsType(value: unknown, type: ValueType): boolean {
  return (FITS[type.type] as Fits<ValueType>)(value, type);
}

/** Reads an attribute, which is always text, as a value of its declared type; `undefined` where it is not one. */
export function parseAttribute(value: string, type: ScalarType): string | number | boolean | undefined {
  const parsed =
    type.type === "integer" ? parseInteger(value) : type.type === "flag" ? parseFlag(value) : value;
  return parsed !== undefined && fitsType(parsed, type) ? parsed : undefined;
}

function parseFlag(value: string): boolean | undefined {
  return value === "true" || (value === "false" ? false : undefined);
}

function parseInteger(value: string): number | undefined {
  return /^-?\d{1,16}$/.test(value) ? Number(value) : undefined;
}
