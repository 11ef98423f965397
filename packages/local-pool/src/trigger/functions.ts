// Which function does an ARN name, may the pool call it, and how is it called?
import { LIMITS } from "@claimsmith/cognito-model";
import { TriggerError } from "../errors.ts";
import { findForCaller } from "../lambda/find-function.ts";
import { FunctionRuntimes, type RuntimeOptions } from "../lambda/function-runtimes.ts";
import type { Caller } from "../lambda/resource-policy.ts";
import type { TriggerInvoker } from "./invoker.ts";

/** What the functions of a cloud need. */
export interface FunctionsOptions extends RuntimeOptions {
  /** How many times more a call is made that got no answer in time. Default 0. */
  readonly retries?: 0 | 1 | 2;
  readonly log?: (line: string) => void;
}

/** The functions of one cloud by ARN: those of the embedding program, and those of the Lambda API. */
export class Functions {
  /** Those of the Lambda API. */
  readonly runtimes: FunctionRuntimes;
  readonly #options: FunctionsOptions;
  readonly #attached = new Map<string, TriggerInvoker>();

  constructor(options: FunctionsOptions) {
    this.#options = options;
    this.runtimes = new FunctionRuntimes(options);
  }

  /** Makes a function of the embedding program callable by an ARN. Its permission is implied. */
  attach(arn: string, invoker: TriggerInvoker): void {
    this.#attached.set(arn, invoker);
  }

  /**
   * Calls a function for a user pool. Only a call without an answer in time is made again, if at all: AWS says that Cognito may
   * retry what can be retried, and gave three attempts in all until 2026. (AWS: Customizing user pool workflows with Lambda triggers)
   * @throws TriggerError TRIGGER_MISSING, TRIGGER_FORBIDDEN, and whatever the invoker reports
   */
  async invoke(arn: string, event: unknown, caller: Caller): Promise<unknown> {
    for (let retriesLeft = this.#options.retries ?? 0; ; retriesLeft -= 1) {
      try {
        return await this.#invokeOnce(arn, event, caller);
      } catch (error) {
        const isLate = (error as Partial<TriggerError> | null)?.code === "TRIGGER_TIMED_OUT";
        if (!isLate || retriesLeft <= 0) throw error;
        this.#options.log?.("trigger: no answer in time, called again");
      }
    }
  }

  async close(): Promise<void> {
    const attached = [...this.#attached.values()].map((invoker) => invoker.close());
    await Promise.all([...attached, this.runtimes.close()]);
  }

  async #invokeOnce(arn: string, event: unknown, caller: Caller): Promise<unknown> {
    const invoker = this.#attached.get(arn);
    if (invoker !== undefined) return invoker.invoke(event);
    const found = findForCaller(this.#options.database, arn, caller);
    if (found === "missing") throw new TriggerError("TRIGGER_MISSING", "no function has this ARN");
    if (found === "forbidden") {
      throw new TriggerError("TRIGGER_FORBIDDEN", "the function's resource policy does not name this pool");
    }
    const timeoutMs = Math.min(LIMITS.triggerDeadline.value, found.settings.Timeout * 1000);
    return this.runtimes.invoke(found, event, { timeoutMs, invokedArn: arn });
  }
}
