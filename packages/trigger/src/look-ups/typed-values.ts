// What does DynamoDB's typed JSON say?
import { INVALID } from "@claimsmith/claims-policy/evaluator";
import { isJsonObject } from "@claimsmith/cognito-model";
import type { Item } from "./get-item.ts";

/**
 * The declared fields that an item has, as plain values: texts, whole numbers, flags and lists of these; a set is a sorted list.
 * A null is absence. What is anything else is `INVALID`. (Amazon DynamoDB API Reference: AttributeValue)
 */
export function plainFields(
  item: NonNullable<Item>,
  fields: readonly string[],
): Readonly<Record<string, unknown>> {
  const there = fields.filter((name) => Object.hasOwn(item, name));
  return Object.fromEntries(there.map((name) => [name, plainValue(item[name])]));
}

type Plain = (value: unknown) => unknown;

const SCALARS: ReadonlyMap<string, Plain> = new Map<string, Plain>([
  ["S", (value) => (typeof value === "string" ? value : INVALID)],
  ["N", numberOf],
  ["BOOL", (value) => (typeof value === "boolean" ? value : INVALID)],
]);

const ALL: ReadonlyMap<string, Plain> = new Map<string, Plain>([
  ...SCALARS,
  ["NULL", (value) => (value === true ? null : INVALID)],
  ["L", (value) => listOf(value, (item) => typedValue(item, SCALARS))],
  ["SS", (value) => listOf(value, (item) => (typeof item === "string" ? item : INVALID), true)],
  ["NS", (value) => listOf(value, numberOf, true)],
]);

function plainValue(value: unknown): unknown {
  return typedValue(value, ALL);
}

/** `{ "S": "text" }` and its like: exactly one member, whose name is the type. */
function typedValue(value: unknown, types: ReadonlyMap<string, Plain>): unknown {
  const members = isJsonObject(value) ? Object.entries(value) : [];
  const [[type, content] = [""]] = members;
  const read = members.length === 1 ? types.get(type) : undefined;
  return read === undefined ? INVALID : read(content);
}

/** DynamoDB's numbers have 38 digits and come as text. Rounding one would make another number of it. */
function numberOf(value: unknown): unknown {
  if (typeof value !== "string" || !/^-?\d{1,16}$/.test(value)) return INVALID;
  return Number.isSafeInteger(Number(value)) ? Number(value) : INVALID;
}

/** Frozen, since it may be kept for the next token. A set has no order, so it gets one. */
function listOf(value: unknown, read: Plain, isSet = false): unknown {
  if (!Array.isArray(value)) return INVALID;
  const items = value.map(read);
  return Object.freeze(isSet ? items.sort(ascending) : items);
}

function ascending(a: unknown, b: unknown): number {
  if (a === b || typeof a === "symbol" || typeof b === "symbol") return 0;
  return (a as string | number) < (b as string | number) ? -1 : 1;
}
