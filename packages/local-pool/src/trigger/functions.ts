// Which function does an ARN name, and how is it called?
import { TriggerError } from "../errors.ts";
import type { TriggerInvoker } from "./invoker.ts";

/** The functions of one cloud by ARN. */
export class Functions {
  readonly #attached = new Map<string, TriggerInvoker>();

  /** Makes a function of the embedding program callable by an ARN. Its permission is implied. */
  attach(arn: string, invoker: TriggerInvoker): void {
    this.#attached.set(arn, invoker);
  }

  /** @throws TriggerError TRIGGER_MISSING, and whatever the invoker reports */
  async invoke(arn: string, event: unknown): Promise<unknown> {
    const invoker = this.#attached.get(arn);
    if (invoker === undefined) throw new TriggerError("TRIGGER_MISSING", "no function has this ARN");
    return invoker.invoke(event);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#attached.values()].map((invoker) => invoker.close()));
  }
}
