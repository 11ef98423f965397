// What is counted in the trigger's log? Its lines, by their outcome and code.

/** A metric of the lines that a pattern matches: one for each. */
export interface LogMetric {
  /** (CloudWatch Logs: Filter pattern syntax for metric filters, subscription filters, and Live Tail: JSON log events) */
  readonly pattern: string;
  /** Dimension → the member of the line that holds its value. Each value is a metric of its own: all are names of the policy. */
  readonly dimensions?: Readonly<Record<string, string>>;
}

/**
 * Codes that no user can bring about and that do not end by themselves: the deployment is at fault. The others are daily business
 * (a denied account, an attribute that one user lacks) or can be provoked by whoever sends a request (`EVENT_INVALID`,
 * `EVENT_TOO_LARGE`): they wake somebody only where most tokens are refused.
 */
export const FAULT_CODES: readonly string[] = [
  "CLIENT_UNKNOWN",
  "CLIENT_KIND_MISMATCH",
  "EVENT_VERSION_TOO_LOW",
  "EVENT_VERSION_UNSUPPORTED",
  "LOOKUP_FAILED",
  "INTERNAL_ERROR",
];

const REFUSED = '$.outcome = "refused"';

/** The metrics of the log. */
export type LogMetricName = "Refused" | "RefusedByCode" | "RefusedByReason" | "Faults" | "Misconfigured";

/** By the metric's name, which is the filter's too. */
export const LOG_METRICS: Readonly<Record<LogMetricName, LogMetric>> = {
  Refused: { pattern: `{ ${REFUSED} }` },
  RefusedByCode: { pattern: `{ ${REFUSED} && $.code = "*" }`, dimensions: { Code: "$.code" } },
  // A denial states a reason; other refusals have none.
  RefusedByReason: { pattern: `{ ${REFUSED} && $.reason = "*" }`, dimensions: { Reason: "$.reason" } },
  Faults: {
    pattern: `{ ${REFUSED} && (${FAULT_CODES.map((code) => `$.code = "${code}"`).join(" || ")}) }`,
  },
  Misconfigured: { pattern: '{ $.outcome = "misconfigured" }' },
};
