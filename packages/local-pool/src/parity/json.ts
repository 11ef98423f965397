// What may come over the wire? JSON with its null, which no claim has but events and answers do.

/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | JsonRecord;

/** A JSON object. */
export interface JsonRecord {
  readonly [name: string]: Json | undefined;
}

/** True for a JSON object. */
export function isJsonRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
