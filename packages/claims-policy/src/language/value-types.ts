// Which values may an attribute, a setting, a look-up field, a metadata entry or a claim have?
import type { JsonValue } from "@claimsmith/cognito-model";

/** Text of at most `maxLength` bytes: UTF-8 bytes of its JSON form, quotes not counted. */
export interface TextType {
  readonly type: "text";
  readonly maxLength: number;
}

/** One of some declared texts. */
export interface OneOfType<V extends string = string> {
  readonly type: "oneOf";
  readonly values: readonly V[];
}

/** A whole number between two inclusive bounds, both safe integers. */
export interface IntegerType {
  readonly type: "integer";
  readonly min: number;
  readonly max: number;
}

/** True or false. As an attribute, the text `true` or `false`. */
export interface FlagType {
  readonly type: "flag";
}

/** The ARN of an IAM role. */
export interface RoleArnType {
  readonly type: "roleArn";
}

/** One value, not a list. */
export type ScalarType = TextType | OneOfType | IntegerType | FlagType | RoleArnType;

/** At most `maxCount` values of one type. */
export interface ListType<T extends ScalarType = ScalarType> {
  readonly type: "list";
  readonly of: T;
  readonly maxCount: number;
}

/** Any declared type. */
export type ValueType = ScalarType | ListType;

/** One of some JSON values, compared member by member: what constants and maps can give. */
export interface ExactType {
  readonly type: "exact";
  readonly values: readonly JsonValue[];
}

/** The TypeScript type of the values of a declared type. */
export type ValueOfType<T> =
  T extends OneOfType<infer V>
    ? V
    : T extends TextType | RoleArnType
      ? string
      : T extends IntegerType
        ? number
        : T extends FlagType
          ? boolean
          : T extends ListType<infer U>
            ? readonly ValueOfType<U>[]
            : never;

/** Text of at most `maxLength` bytes (UTF-8 bytes of its JSON form, quotes not counted; 1 to 2,048). */
export function text<const L extends number>(options: {
  readonly maxLength: L;
}): { readonly type: "text"; readonly maxLength: L } {
  return { type: "text", maxLength: options.maxLength };
}

/** One of the given texts: at least one, each once. */
export function oneOf<const V extends readonly string[]>(...values: V): OneOfType<V[number]> {
  return { type: "oneOf", values };
}

/** A whole number from `min` to `max`, both included and both safe integers. */
export function integer(options: { readonly min: number; readonly max: number }): IntegerType {
  return { type: "integer", min: options.min, max: options.max };
}

/** True or false. As an attribute, the text `true` or `false`. */
export function flag(): FlagType {
  return { type: "flag" };
}

/** The ARN of an IAM role, as in `arn:aws:iam::111122223333:role/name`. */
export function roleArn(): RoleArnType {
  return { type: "roleArn" };
}

/** At most `maxCount` (1 to 100) values of one type. */
export function list<const T extends ScalarType>(of: T, options: { readonly maxCount: number }): ListType<T> {
  return { type: "list", of, maxCount: options.maxCount };
}
