// Which values may a trigger give to a claim? (AWS: Pre token generation Lambda trigger)

import type { EventVersionNumber } from "./event-versions.ts";
import type { TokenKind } from "./grants.ts";
import { isJsonObject, PROTOTYPE_KEYS } from "./json.ts";
import { standardAttribute } from "./standard-attributes.ts";

/**
 * Why a value cannot be a claim: `not_a_string` (version 1 takes strings only), `null_value` and `undocumented_value` (AWS
 * documents neither null nor arrays of arrays or objects), `complex_value` (this claim of an ID token takes none).
 */
export type ClaimValueProblem = "not_a_string" | "null_value" | "undocumented_value" | "complex_value";

/** Says why a value cannot be given to a claim of this token in this event version, or `undefined` if it can. */
export function claimValueProblem(claim: {
  readonly token: TokenKind;
  readonly name: string;
  readonly value: unknown;
  readonly version: EventVersionNumber;
}): ClaimValueProblem | undefined {
  const { token, name, value, version } = claim;
  if (value === null || value === undefined) return "null_value";
  if (version === "1") return typeof value === "string" ? undefined : "not_a_string";
  if (isScalar(value)) return undefined;
  if (!isDocumentedValue(value)) return "undocumented_value";
  return token === "id" && standardAttribute(name)?.simpleValueOnly ? "complex_value" : undefined;
}

/** True for string, finite number, boolean, an array of these, or an object of any of them, nested. */
function isDocumentedValue(value: unknown): boolean {
  if (isScalar(value)) return true;
  if (Array.isArray(value)) return value.every(isScalar);
  if (!isJsonObject(value)) return false;
  return Object.entries(value).every(
    ([key, member]) => !PROTOTYPE_KEYS.has(key) && isDocumentedValue(member),
  );
}

function isScalar(value: unknown): boolean {
  return (
    typeof value === "string" ||
    typeof value === "boolean" ||
    (typeof value === "number" && Number.isFinite(value))
  );
}
