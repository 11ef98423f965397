// Why does a look-up fail? Codes for the log, and which of them are worth a second try.

/** Why a look-up gave no answer. */
export type LookupFailureCode =
  | "ACCESS_DENIED"
  | "ANSWER_INVALID"
  | "ANSWER_TOO_LARGE"
  | "REQUEST_REFUSED"
  | "SERVER_ERROR"
  | "TABLE_MISSING"
  | "THROTTLED"
  | "TIMED_OUT"
  | "UNREACHABLE";

/** The errors of DynamoDB that are told apart. (Amazon DynamoDB: Error handling with DynamoDB) */
const CODES: ReadonlyMap<string, LookupFailureCode> = new Map([
  ["ProvisionedThroughputExceededException", "THROTTLED"],
  ["ThrottlingException", "THROTTLED"],
  ["RequestLimitExceeded", "THROTTLED"],
  ["ResourceNotFoundException", "TABLE_MISSING"],
  ["AccessDeniedException", "ACCESS_DENIED"],
  ["UnrecognizedClientException", "ACCESS_DENIED"],
  ["ExpiredTokenException", "ACCESS_DENIED"],
  ["InvalidSignatureException", "ACCESS_DENIED"],
]);

/** The code of an answer that is no success. `type` is the `__type` of its body: `namespace#Name`. */
export function failureOf(status: number, type: unknown): LookupFailureCode {
  const code = typeof type === "string" ? CODES.get(type.slice(type.indexOf("#") + 1)) : undefined;
  if (code !== undefined) return code;
  if (status === 429) return "THROTTLED";
  return status >= 500 ? "SERVER_ERROR" : "REQUEST_REFUSED";
}

/** What may be gone a moment later. */
export const PASSING: ReadonlySet<LookupFailureCode> = new Set(["THROTTLED", "SERVER_ERROR", "UNREACHABLE"]);
