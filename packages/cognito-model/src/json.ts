// What is a JSON value? The types that claims are made of.

/** A JSON value that is not `null`: what a claim may hold. Cognito documents no `null` claim, so none is typed. */
export type JsonValue = string | number | boolean | readonly JsonValue[] | JsonObject;

/** A JSON object without `null` members. */
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** The claims of one token, by name. */
export type Claims = Record<string, JsonValue>;

/** True for a JSON object: not an array, not `null`. */
export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Property names that reach an object's prototype. No claim, attribute, group or policy name may be one of them. */
export const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);
