// What does the log say of one event? Codes, names of the policy and figures: nothing about the person, nothing of the event's text.
import type { Answer } from "./answer-event.ts";

/** The figures that the handler adds to an answer. */
export interface LogContext {
  readonly policyHash: string;
  readonly durationMs: number;
}

/** What a trigger source looks like; Cognito may add some, so it is no list. */
const SOURCE = /^TokenGeneration_[A-Za-z]{1,40}$/;

/** One line of JSON. `outcome` is `issued` or `refused`; a refusal has its `code`, and its `rule` and `reason` where a rule refused. */
export function logLine(
  { refusal, leftOut, event, client }: Answer,
  { policyHash, durationMs }: LogContext,
): string {
  return JSON.stringify({
    level:
      refusal === undefined
        ? leftOut?.length
          ? "warn"
          : "info"
        : refusal.code === "INTERNAL_ERROR"
          ? "error"
          : "warn",
    message: "pre token generation",
    outcome: refusal === undefined ? "issued" : "refused",
    ...refusal,
    ...(leftOut?.length && { leftOut }),
    policyHash,
    // What does not look like a source is not repeated: its text is the sender's.
    triggerSource: event && (SOURCE.test(event.triggerSource) ? event.triggerSource : "undocumented"),
    eventVersion: event?.version,
    client,
    durationMs: Math.round(durationMs * 1000) / 1000,
  });
}

/** The line of a function that cannot start: where each issue stands. */
export function misconfiguredLine(paths: readonly string[]): string {
  return JSON.stringify({
    level: "error",
    message: "pre token generation",
    outcome: "misconfigured",
    code: "MISCONFIGURED",
    paths,
  });
}
