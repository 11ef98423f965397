// What is a check of a token? It looks at one thing, and refuses or stays silent; who asked it throws.
import type { FailureDetails } from "../../errors.ts";
import type { VerificationCode } from "../../failures.ts";
import type { AccessTokenPayload } from "../../payload.ts";
import type { TokenRules } from "../../token-rules.ts";

/** Why a token is refused. */
export interface Refusal extends FailureDetails {
  readonly code: VerificationCode;
}

/** What the checks after the signature look at. */
export interface CheckedToken {
  /** Its types hold once `default-claims` has passed. */
  readonly payload: AccessTokenPayload;
  readonly rules: TokenRules;
  /** App client id → client name: the allow list of the pool that issued the token. */
  readonly clientNames: ReadonlyMap<string, string>;
  /** The API's own URLs. */
  readonly resources: ReadonlySet<unknown>;
  readonly nowSeconds: number;
}

/** One check of a token whose signature holds. */
export type Check = (token: CheckedToken) => Refusal | undefined;
