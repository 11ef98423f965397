// Cognito access tokens in, a typed principal or a typed failure out.
export { bearerToken } from "./bearer-token.ts";
export type { Diagnosis, DiagnosisReason } from "./diagnose.ts";
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
export type { KeyPolicy } from "./keys/key-policy.ts";
export type { PinnedKeys } from "./keys/signing-keys.ts";
export {
  type OpenApiOptions,
  type OpenApiSecurity,
  openApiSecurity,
  type SecurityRequirement,
} from "./open-api.ts";
export type { IdTokenUse, MigrationOptions, VerifierOptions } from "./options.ts";
export type { PoolOptions } from "./pool-options.ts";
export type { IdTokenPrincipal, Principal, TokenUse } from "./principal.ts";
export { type RefusalAnswer, refusalAnswer } from "./refusal-answer.ts";
export { type RequestCredentials, requestToken } from "./request-token.ts";
export {
  type AllOrAny,
  type ComparableValue,
  joinRequirements,
  type MaxAge,
  type RequiredClaims,
  type Requirement,
} from "./requirement.ts";
export {
  protectedResourceMetadata,
  type ResourceDescription,
  type ResourceMetadata,
  type ResourceMetadataDocument,
} from "./resource-metadata.ts";
export type { Revocation } from "./revocation.ts";
export { type FindRoute, type FoundRoute, routeFinder } from "./route-finder.ts";
export {
  type AnyRoutes,
  defineRoutes,
  gatewayScopes,
  type RouteKey,
  type RouteMethod,
  type Routes,
} from "./routes.ts";
export type { PrincipalKind } from "./token-rules.ts";
export { createVerifier, type Verifier } from "./verifier.ts";
