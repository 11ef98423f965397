// Cognito access tokens in, a typed principal or a typed failure out.
export { bearerToken } from "./bearer-token.ts";
export {
  type CauseSummary,
  ConfigurationError,
  type ConfigurationIssue,
  type FailureDetails,
  isVerificationError,
  VerificationError,
  VerifierError,
} from "./errors.ts";
export {
  type ConfigurationCode,
  FAILURES,
  type FailureCategory,
  type FailureCode,
  type FailureRow,
  type VerificationCode,
} from "./failures.ts";
export type { PinnedKeys } from "./key-source.ts";
export type { VerifierOptions } from "./options.ts";
export type { Principal } from "./principal.ts";
export type { AllOrAny, Requirement } from "./requirement.ts";
export type { PrincipalKind } from "./token-rules.ts";
export { createVerifier, type Verifier } from "./verifier.ts";
