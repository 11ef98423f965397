// What can a smoke test find? One class, recognised by its code.

/** What is wrong with what was deployed. */
export type SmokeErrorCode =
  /** An environment variable or an argument is missing. */
  | "USAGE"
  /** The stacks have not written what others need to know of them, or there is no such API. */
  | "NOT_DEPLOYED"
  /** The pool refused the test user, or asked for more than a password. */
  | "SIGN_IN_FAILED"
  /** The verifier refused the access token. */
  | "TOKEN_REFUSED"
  /** The token was made by another policy than that of the release. */
  | "OTHER_POLICY"
  /** The API answered with another status than it should. */
  | "API_ANSWER";

/** A check that failed. Its message holds no token, claim or name of a user. */
export class SmokeError extends Error {
  override readonly name = "SmokeError";
  readonly code: SmokeErrorCode;

  constructor(code: SmokeErrorCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
  }
}

/** The code of an error of the AWS SDK or of this repository; `unknown` where it has none. */
export function causeCode(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const { code } = error as { readonly code?: unknown };
  return typeof code === "string" ? code : error.name;
}
