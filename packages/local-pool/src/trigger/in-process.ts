// How does a test run its trigger without a child process?
import { LIMITS } from "@claimsmith/cognito-model";
import { TriggerError } from "../errors.ts";
import type { TriggerInvoker } from "./invoker.ts";

/** A trigger function as Lambda calls it, without the context. */
export type TriggerFunction = (event: never) => unknown;

/**
 * Runs a function in this process, for tests. Event and answer cross as JSON text, so that neither side shares an object.
 * `timeoutMs` (default 5,000) cannot stop a function that never yields: `childProcessTrigger` can.
 */
export function inProcessTrigger(
  handler: TriggerFunction,
  options: { readonly timeoutMs?: number } = {},
): TriggerInvoker {
  const timeoutMs = options.timeoutMs ?? LIMITS.triggerDeadline.value;
  return {
    invoke: async (event) => asJson(await withDeadline(call(handler, JSON.stringify(event)), timeoutMs)),
    close: async () => {},
  };
}

async function call(handler: TriggerFunction, eventJson: string): Promise<unknown> {
  try {
    return await handler(JSON.parse(eventJson) as never);
  } catch (cause) {
    throw new TriggerError("TRIGGER_THREW", cause instanceof Error ? cause.message : String(cause), cause);
  }
}

async function withDeadline(answer: Promise<unknown>, timeoutMs: number): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(new TriggerError("TRIGGER_TIMED_OUT", `the function did not answer within ${timeoutMs} ms`)),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([answer, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

function asJson(answer: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(answer ?? null) ?? "null");
  } catch (cause) {
    throw new TriggerError(
      "TRIGGER_ANSWER_NOT_JSON",
      "the function returned what JSON cannot express",
      cause,
    );
  }
}
