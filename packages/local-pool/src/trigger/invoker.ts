// How does the pool call a trigger function, wherever that runs?

/** Runs one Pre Token Generation function. The pool calls `invoke` once for each issuance of tokens, unless it is told to retry. */
export interface TriggerInvoker {
  /**
   * Hands the event to the function as JSON and gives back what it returned, parsed from JSON (`null` for nothing).
   * @throws TriggerError with code TRIGGER_THREW, TRIGGER_MISSING, TRIGGER_CRASHED, TRIGGER_TIMED_OUT,
   * TRIGGER_ANSWER_NOT_JSON, TRIGGER_ANSWER_TOO_LARGE or TRIGGER_CLOSED
   */
  invoke(event: unknown): Promise<unknown>;
  /** Ends whatever runs the function. The pool calls it when the pool closes; more than once does no harm. */
  close(): Promise<void>;
}
