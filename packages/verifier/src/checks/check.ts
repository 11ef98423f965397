// What is a check? It looks at one thing, and refuses or stays silent; who asked it throws.
import type { FailureDetails } from "../errors.ts";
import type { VerificationCode } from "../failures.ts";
import type { AccessTokenPayload } from "../payload.ts";
import type { Requirement } from "../requirement.ts";
import type { PrincipalKind, TokenRules } from "../token-rules.ts";

/** Why a token is refused. */
export interface Refusal extends FailureDetails {
  readonly code: VerificationCode;
}

/** A requirement as the checks read it: of any policy. */
export type AnyRequirement = Requirement<unknown, PrincipalKind>;

/** What the checks after the signature look at. */
export interface CheckedToken {
  /** Its types hold once `default-claims` has passed. */
  readonly payload: AccessTokenPayload;
  readonly rules: TokenRules;
  /** App client id → client name: the allow list. */
  readonly clientNames: ReadonlyMap<string, string>;
  readonly requirement: AnyRequirement;
  readonly nowSeconds: number;
}

/** One check of a token whose signature holds. */
export type Check = (token: CheckedToken) => Refusal | undefined;
