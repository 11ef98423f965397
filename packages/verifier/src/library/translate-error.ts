// Which failure is it when the library below refuses? The only place that knows the error classes of aws-jwt-verify.
import {
  AlbJwksNotExposedError,
  AlbJwtInvalidClientIdError,
  AlbJwtInvalidSignerError,
  CognitoJwtInvalidClientIdError,
  CognitoJwtInvalidGroupError,
  CognitoJwtInvalidTokenUseError,
  FailedAssertionError,
  FetchError,
  JwkInvalidKtyError,
  JwkInvalidUseError,
  JwksNotAvailableInCacheError,
  JwksValidationError,
  JwkValidationError,
  JwtBaseError,
  JwtExpiredError,
  JwtInvalidAudienceError,
  JwtInvalidClaimError,
  JwtInvalidIssuerError,
  JwtInvalidScopeError,
  JwtInvalidSignatureAlgorithmError,
  JwtInvalidSignatureError,
  JwtNotBeforeError,
  JwtParseError,
  JwtWithoutValidKidError,
  KidNotFoundInJwksError,
  NonRetryableFetchError,
  NotSupportedError,
  ParameterValidationError,
  WaitPeriodNotYetEndedJwkError,
} from "aws-jwt-verify/error";
import { VerificationError, VerifierError } from "../errors.ts";
import type { VerificationCode } from "../failures.ts";

/**
 * The failure for each error class of aws-jwt-verify 5.2. A wait period begins only after a key set was fetched, at most
 * ten seconds ago, that lacked a key: so it says the same of the token as that key set did.
 */
const CODES = new Map<unknown, VerificationCode>([
  [JwtParseError, "TOKEN_MALFORMED"],
  [JwtInvalidSignatureAlgorithmError, "ALGORITHM_NOT_ALLOWED"],
  [JwtInvalidSignatureError, "SIGNATURE_INVALID"],
  [JwtExpiredError, "TOKEN_EXPIRED"],
  [JwtNotBeforeError, "TOKEN_NOT_YET_VALID"],
  [JwtInvalidIssuerError, "ISSUER_MISMATCH"],
  [JwtInvalidAudienceError, "AUDIENCE_MISMATCH"],
  [JwtInvalidScopeError, "INSUFFICIENT_SCOPE"],
  [JwtInvalidClaimError, "CLAIM_INVALID"],
  [CognitoJwtInvalidGroupError, "INSUFFICIENT_GROUP"],
  [CognitoJwtInvalidTokenUseError, "TOKEN_USE_INVALID"],
  [CognitoJwtInvalidClientIdError, "CLIENT_NOT_ALLOWED"],
  [JwtWithoutValidKidError, "KEY_UNKNOWN"],
  [KidNotFoundInJwksError, "KEY_UNKNOWN"],
  [WaitPeriodNotYetEndedJwkError, "KEY_UNKNOWN"],
  [JwkInvalidUseError, "KEY_UNKNOWN"],
  [JwkInvalidKtyError, "KEY_UNKNOWN"],
  [FetchError, "KEYS_UNAVAILABLE"],
  [NonRetryableFetchError, "KEYS_UNAVAILABLE"],
  [JwksNotAvailableInCacheError, "KEYS_UNAVAILABLE"],
  [JwksValidationError, "KEYS_INVALID"],
  [JwkValidationError, "KEYS_INVALID"],
  [AlbJwtInvalidSignerError, "UNEXPECTED_FAILURE"],
  [AlbJwtInvalidClientIdError, "UNEXPECTED_FAILURE"],
  [AlbJwksNotExposedError, "UNEXPECTED_FAILURE"],
  [ParameterValidationError, "UNEXPECTED_FAILURE"],
  [NotSupportedError, "UNEXPECTED_FAILURE"],
  [FailedAssertionError, "UNEXPECTED_FAILURE"],
  [JwtBaseError, "UNEXPECTED_FAILURE"],
]);

/**
 * The failure that an error of the library means. Only the name of its class is kept: its message, and its `rawJwt` and
 * `failedAssertion`, hold parts of the token. Errors of our own come back as they are.
 */
export function translateError(error: unknown): VerifierError {
  if (error instanceof VerifierError) return error;
  const name = error instanceof Error ? error.constructor.name : typeof error;
  return new VerificationError(codeOf(error), { cause: { name } });
}

/** The code of the nearest class in the error's ancestry that the table knows. */
function codeOf(error: unknown): VerificationCode {
  let type: unknown = error instanceof Error ? error.constructor : undefined;
  while (typeof type === "function") {
    const code = CODES.get(type);
    if (code !== undefined) return code;
    type = Object.getPrototypeOf(type);
  }
  return "UNEXPECTED_FAILURE";
}
