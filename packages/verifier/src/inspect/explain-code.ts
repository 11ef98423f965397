// What does the code of a refusal mean? For whoever shows an API's problem document to a person.
import { FAILURES, type FailureCategory } from "../failures.ts";
import { PROFILE_FAILURES } from "../profile/failures.ts";

/** What is fixed of a failure. */
export interface ExplainedCode {
  readonly code: string;
  /** `rejected`: the token will not do. `unavailable`: try again. `misconfigured`: the API itself is set up wrongly. */
  readonly category: FailureCategory;
  /** The HTTP status that goes with it. */
  readonly status: 400 | 401 | 403 | 500 | 503;
  /** One lower-case line for anybody to read. */
  readonly text: string;
}

/**
 * The fixed status and text of a `code` in a problem document (RFC 9457) of an API behind this verifier: those of `FAILURES` and of
 * `PROFILE_FAILURES`. `undefined` for any other value.
 */
export function explainCode(code: unknown): ExplainedCode | undefined {
  if (typeof code !== "string") return undefined;
  const row = rowOf(code);
  return row && { code, category: row.category, status: row.status, text: row.text };
}

function rowOf(code: string): Omit<ExplainedCode, "code"> | undefined {
  if (Object.hasOwn(FAILURES, code)) return FAILURES[code as keyof typeof FAILURES];
  if (Object.hasOwn(PROFILE_FAILURES, code)) return PROFILE_FAILURES[code as keyof typeof PROFILE_FAILURES];
  return undefined;
}
