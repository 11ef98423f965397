// Which failures does the command line report, and with which exit code?
import type { PolicyIssue } from "@claimsmith/claims-policy";

/**
 * Every code with its exit code: 2 where what a person wrote must change first, 3 where a person has to approve, 1 where something
 * else failed.
 */
const EXIT_CODES = {
  USAGE: 2,
  CONFIG_NOT_FOUND: 2,
  CONFIG_INVALID: 2,
  POLICY_INVALID: 2,
  TRIGGER_INVALID: 2,
  SNAPSHOT_STALE: 1,
  PORT_IN_USE: 1,
  PROCESS_ENDED: 1,
  PROCESS_NOT_READY: 1,
  SIGN_IN_FAILED: 1,
  DECISION_DIFFERS: 1,
  PARITY_DIFFERS: 1,
  VECTORS_INVALID: 2,
  CHECK_FAILED: 1,
  COVERAGE_LOW: 1,
  AGAINST_UNREADABLE: 2,
  UNDEPLOYABLE: 1,
  WIDENED: 3,
} as const;

/** The code of a failure. */
export type CliErrorCode = keyof typeof EXIT_CODES;

/** A failure that the command line explains. Its message is one line; `details` has one more for each thing that is wrong. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly code: CliErrorCode;
  readonly exitCode: 1 | 2 | 3;
  readonly details: readonly string[];

  constructor(
    code: CliErrorCode,
    message: string,
    options: { readonly details?: readonly string[]; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.exitCode = EXIT_CODES[code];
    this.details = options.details ?? [];
  }
}

/** The failure that shows every issue of a policy or its settings. */
export function policyFailure(issues: readonly PolicyIssue[], cause?: unknown): CliError {
  const details = issues.map(issueInWords);
  const count = `${issues.length} issue${issues.length === 1 ? "" : "s"}`;
  return new CliError("POLICY_INVALID", `the policy has ${count}`, { details, cause });
}

/** An issue, or a finding of a lint, in one line. */
export function issueInWords(issue: Omit<PolicyIssue, "code"> & { readonly code: string }): string {
  const { path, code, expected, received, hint } = issue;
  return `${path || "the policy"}: ${code}: expected ${expected}, received ${received}; ${hint}`;
}

/** The issues of a PolicyError, also one of another copy of its package: a bundled config brings its own. */
export function policyIssues(error: unknown): readonly PolicyIssue[] | undefined {
  if (codeOf(error) !== "POLICY_INVALID") return undefined;
  return (error as { readonly issues?: readonly PolicyIssue[] }).issues;
}

/** The `code` of anything that was thrown. */
export function codeOf(error: unknown): string | undefined {
  const code = (error as { readonly code?: unknown } | null | undefined)?.code;
  return typeof code === "string" ? code : undefined;
}

/** The first line of what was thrown, for a message of ours. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n", 1)[0] ?? "";
}
