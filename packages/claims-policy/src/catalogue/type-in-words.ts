// How would a person say which values a claim can have?
import type { ClaimContract } from "../contract.ts";
import type { ExactType, ValueType } from "../language/value-types.ts";

/** How a value that stands for itself is set apart, as by backticks in Markdown. */
export type Quote = (value: string) => string;

const PLAIN: Quote = (value) => value;

const TYPES: { readonly [T in ValueType | ExactType as T["type"]]: (type: T, quote: Quote) => string } = {
  text: ({ maxLength }) => `text of at most ${maxLength} bytes`,
  oneOf: ({ values }, quote) => alternatives(values, quote),
  integer: ({ min, max }) => `whole number from ${min} to ${max}`,
  flag: (_, quote) => `${quote("true")} or ${quote("false")}`,
  roleArn: () => "ARN of an IAM role",
  list: ({ of, maxCount }, quote) => `list of at most ${maxCount}, each ${typeInWords(of, quote)}`,
  exact: ({ values }, quote) => alternatives(values, quote),
};

/** The types of a claim's values in words: `text of at most 36 bytes`, `"uk", "de" or "unknown"`. */
export function typesInWords(types: ClaimContract["types"], quote: Quote = PLAIN): string {
  return types.map((type) => typeInWords(type, quote)).join(" or ");
}

function typeInWords(type: ValueType | ExactType, quote: Quote): string {
  return (TYPES[type.type] as (type: ValueType | ExactType, quote: Quote) => string)(type, quote);
}

function alternatives(values: readonly unknown[], quote: Quote): string {
  return [...new Set(values.map((value) => quote(JSON.stringify(value))))].join(", ");
}
