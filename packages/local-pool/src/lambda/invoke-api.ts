// Invoke: how does a caller run a function? A function that fails is an answer of 200 with a header, as in Lambda.
import { randomUUID } from "node:crypto";
import { TriggerError, type TriggerFailureCode } from "../errors.ts";
import { functionOf, type LambdaCall, type LambdaOperation, versionOf } from "./call.ts";
import { LambdaError } from "./lambda-error.ts";
import type { VersionRecord } from "./records.ts";

/** RequestResponse waits for the answer, Event does not, DryRun runs nothing. No IAM permission is checked. */
export const invoke: LambdaOperation = async (call) => {
  const named = functionOf(call);
  const version = versionOf(call.cloud, named);
  const kind = call.headers.get("x-amz-invocation-type") ?? "RequestResponse";
  if (kind === "DryRun") return { status: 204 };
  const invokedArn = named.qualifier === undefined ? named.arn : `${named.arn}:${named.qualifier}`;
  const answer = run(call, version, invokedArn);
  if (kind === "Event") {
    void answer.catch(() => {});
    return { status: 202 };
  }
  const headers = { "x-amz-executed-version": version.version };
  try {
    return { status: 200, body: await answer, headers };
  } catch (error) {
    const body = functionError(error, version);
    return { status: 200, body, headers: { ...headers, "x-amz-function-error": "Unhandled" } };
  }
};

function run({ cloud, payload }: LambdaCall, version: VersionRecord, invokedArn: string): Promise<unknown> {
  const timeoutMs = version.settings.Timeout * 1000;
  return cloud.functions.runtimes.invoke(version, payload, { timeoutMs, invokedArn });
}

/** What Lambda puts into the payload for failures that the function does not name itself. */
const FAILURES: Partial<Record<TriggerFailureCode, readonly [type: string, text: string]>> = {
  TRIGGER_CRASHED: ["Runtime.ExitError", "Runtime exited without providing a reason"],
  TRIGGER_MISSING: ["Runtime.HandlerNotFound", "the handler is undefined or not exported"],
};

function functionError(error: unknown, { settings }: VersionRecord): object {
  if (!(error instanceof TriggerError)) throw error;
  if (error.code === "TRIGGER_CLOSED") throw new LambdaError("ServiceException", "the local pool is closing");
  const requestId = randomUUID();
  if (error.code === "TRIGGER_TIMED_OUT") {
    const seconds = settings.Timeout.toFixed(2);
    return {
      errorType: "Sandbox.Timedout",
      errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`,
    };
  }
  const [type, text] = FAILURES[error.code] ?? [];
  if (type !== undefined) return { errorType: type, errorMessage: `RequestId: ${requestId} Error: ${text}` };
  const errorType = error.cause instanceof Error ? error.cause.name : "Error";
  return { errorType, errorMessage: error.message, trace: [] };
}
