// What does the log say of one event? Codes, names of the policy and figures: nothing about the person, nothing of the event's text.
import type { Answer } from "./answer-event.ts";
import type { LookupLog } from "./look-ups/make-lookups.ts";

/** The figures that the handler adds to an answer. */
export interface LogContext extends Partial<LookupLog> {
  readonly policyHash: string;
  readonly durationMs: number;
}

/** What a trigger source looks like; Cognito may add some, so it is no list. */
const SOURCE = /^TokenGeneration_[A-Za-z]{1,40}$/;

/** One line of JSON. `outcome` is `issued` or `refused`; a refusal has its `code`, and its `rule` and `reason` where a rule refused. */
export function logLine({ refusal, leftOut = [], event, client }: Answer, context: LogContext): string {
  const isIssued = refusal === undefined;
  const isAnswered = globalThis.CLAIMSMITH_WITHOUT_LOOKUPS
    ? isIssued
    : isIssued && context.lookups === undefined;
  return line(isAnswered && leftOut.length === 0 ? "info" : "warn", isIssued ? "issued" : "refused", {
    ...refusal,
    ...(leftOut.length > 0 && { leftOut }),
    // What does not look like a source is not repeated: its text is the sender's.
    triggerSource: event && (SOURCE.test(event.triggerSource) ? event.triggerSource : "other"),
    eventVersion: event?.version,
    client,
    ...context,
  });
}

/** The line of a function that cannot start: the path of each issue. */
export function misconfiguredLine(paths: readonly string[]): string {
  return line("error", "misconfigured", { code: "MISCONFIGURED", paths });
}

function line(level: "info" | "warn" | "error", outcome: string, rest: object): string {
  return JSON.stringify({ level, message: "pre token generation", outcome, ...rest });
}
