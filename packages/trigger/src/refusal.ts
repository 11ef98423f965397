// Why does the trigger refuse a token, and what is said to whom?
import type { RefusalCode } from "@claimsmith/claims-policy/evaluator";

/** Why no token is issued: what the evaluation found, or what was wrong before it could begin. For the log only. */
export type TriggerRefusalCode =
  | RefusalCode
  | "EVENT_INVALID"
  | "EVENT_TOO_LARGE"
  | "EVENT_VERSION_UNSUPPORTED"
  | "EVENT_VERSION_TOO_LOW"
  | "INTERNAL_ERROR";

/** A refusal on its way to the log. */
export interface TriggerRefusal {
  readonly code: TriggerRefusalCode;
  /** The path of the rule that refused, where one did. */
  readonly rule?: string;
  /** The reason that a denial states. */
  readonly reason?: string;
}

/** The one sentence that Cognito shows to whoever asked for the token. Cognito puts the full stop. */
export const PUBLIC_REFUSAL = "tokens cannot be issued, contact your administrator if this continues";

/** What stops the function or a token. */
export type TriggerErrorCode = "TOKEN_REFUSED" | "MISCONFIGURED";

/** What `createHandler` and its handler throw. The text is the same whatever the reason, since users see it; the log has the reason. */
export class TriggerError extends Error {
  override readonly name = "TriggerError";
  readonly code: TriggerErrorCode;

  constructor(code: TriggerErrorCode) {
    super(PUBLIC_REFUSAL);
    this.code = code;
  }
}
