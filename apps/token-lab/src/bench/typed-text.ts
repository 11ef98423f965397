// How is a value of a declared type written in a text field, and read from it?
import type { ValueType } from "@claimsmith/claims-policy";
import type { JsonValue } from "@claimsmith/cognito-model";

/** What stands in the field of a value. A list is written with commas. */
export function textOfValue(value: JsonValue): string {
  if (Array.isArray(value)) return value.map(textOfValue).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** What a field says; `undefined` where it is empty: then there is no value. What is not of the type stays a text, so that the policy can refuse it. */
export function valueOfText(type: ValueType, text: string): JsonValue | undefined {
  if (text === "") return undefined;
  if (type.type === "list") {
    return text.split(",").flatMap((part) => valueOfText(type.of, part.trim()) ?? []);
  }
  if (type.type === "integer") return /^-?\d{1,16}$/.test(text) ? Number(text) : text;
  if (type.type === "flag") return text === "true" || (text === "false" ? false : text);
  return text;
}
