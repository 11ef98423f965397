// What can go wrong while the stacks are tried? One class, recognised by its code.

/** What went wrong. */
export type DeployLocalErrorCode =
  /** Somebody ended the run. */
  | "INTERRUPTED"
  /** moto did not start. */
  | "SERVER_NOT_STARTED"
  /** A command ended with another status than it should; the log has what it printed. */
  | "COMMAND_FAILED"
  /** What is deployed is not what the stacks promise. */
  | "NOT_AS_EXPECTED";

/** A step that failed. */
export class DeployLocalError extends Error {
  override readonly name = "DeployLocalError";
  readonly code: DeployLocalErrorCode;

  constructor(code: DeployLocalErrorCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Gives a value that must be there.
 * @throws DeployLocalError NOT_AS_EXPECTED
 */
export function expected<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw notAsExpected(`expected ${what}`);
  return value;
}

/** The error of something deployed that is not as the stacks promise. */
export function notAsExpected(message: string): DeployLocalError {
  return new DeployLocalError("NOT_AS_EXPECTED", message);
}
