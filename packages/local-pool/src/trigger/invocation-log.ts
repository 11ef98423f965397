// What is told of one invocation of a function, and how does it read? Like Lambda's own log: START, lines, END, REPORT.
import type { TriggerFailureCode } from "../errors.ts";

/** One invocation with everything that the function printed while it ran. It may hold whatever the function prints. */
export interface InvocationLog {
  readonly requestId: string;
  readonly functionName: string;
  /** `$LATEST` or a number. */
  readonly functionVersion: string;
  readonly lines: readonly string[];
  readonly durationMs: number;
  /** From the start of the process until the module was loaded; only in the first invocation of a process. */
  readonly initDurationMs?: number;
  readonly memorySizeMb: number;
  /** The whole process's at the end of the invocation. Absent where the process died. */
  readonly usedMemoryMb?: number;
  readonly outcome: "ANSWERED" | TriggerFailureCode;
}

/** The lines of one invocation, in the form of Lambda's log. (AWS Lambda: Log and monitor Node.js Lambda functions) */
export function invocationLogLines(log: InvocationLog): readonly string[] {
  const { requestId, functionVersion, initDurationMs, usedMemoryMb } = log;
  const figures = [
    `Duration: ${log.durationMs.toFixed(2)} ms`,
    `Memory Size: ${log.memorySizeMb} MB`,
    ...(usedMemoryMb === undefined ? [] : [`Max Memory Used: ${usedMemoryMb} MB`]),
    ...(initDurationMs === undefined ? [] : [`Init Duration: ${initDurationMs.toFixed(2)} ms`]),
    ...(log.outcome === "ANSWERED" ? [] : [`Status: ${log.outcome}`]),
  ];
  return [
    `START RequestId: ${requestId} Version: ${functionVersion}`,
    ...log.lines,
    `END RequestId: ${requestId}`,
    `REPORT RequestId: ${requestId} ${figures.join(" ")}`,
  ];
}
