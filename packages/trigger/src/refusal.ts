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
export const PUBLIC_REFUSAL =
  "tokens cannot be issued for this sign-in, contact your administrator if this continues";

/** What the handler throws. Its text is the same whatever the reason; the reason is in the log. */
export class TokenRefusedError extends Error {
  override readonly name = "TokenRefusedError";
  readonly code = "TOKEN_REFUSED";

  constructor() {
    super(PUBLIC_REFUSAL);
  }
}

/** What `createHandler` throws where the function cannot work. Its text is public too; the log has the issues. */
export class TriggerMisconfiguredError extends Error {
  override readonly name = "TriggerMisconfiguredError";
  readonly code = "MISCONFIGURED";
  /** Where each issue stands, as in `settings.partnerId`. Never a value. */
  readonly paths: readonly string[];

  constructor(paths: readonly string[]) {
    super(PUBLIC_REFUSAL);
    this.paths = paths;
  }
}
