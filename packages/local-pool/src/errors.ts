// Which failures does the local pool report, and how does a caller recognise each?

/** What a failure means: see the design, section 7. `internal` is a defect of the local pool itself. */
export type ErrorCategory = "rejected" | "unavailable" | "misconfigured" | "unsupported" | "internal";

/** The base class of everything the local pool throws. Recognise by `code`, never by class. */
export class LocalPoolError extends Error {
  override readonly name: string = "LocalPoolError";
  /** Stable, UPPER_SNAKE. */
  readonly code: string;
  readonly category: ErrorCategory;

  constructor(code: string, message: string, options: { category: ErrorCategory; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.category = options.category;
  }
}

interface CognitoErrorRow {
  readonly code: string;
  readonly category: ErrorCategory;
  readonly status: number;
}

function refusal(code: string, category: ErrorCategory = "rejected", status = 400): CognitoErrorRow {
  return { code, category, status };
}

/** Cognito's error names with our code, category and HTTP status. (AWS API Reference: errors of each action) */
export const COGNITO_ERRORS = {
  AliasExistsException: refusal("ALIAS_EXISTS"),
  FeatureUnavailableInTierException: refusal("TIER_TOO_LOW"),
  GroupExistsException: refusal("GROUP_EXISTS"),
  CodeMismatchException: refusal("CODE_WRONG"),
  ExpiredCodeException: refusal("CODE_EXPIRED"),
  InternalErrorException: refusal("INTERNAL", "internal", 500),
  InvalidLambdaResponseException: refusal("TRIGGER_ANSWER_INVALID"),
  InvalidOAuthFlowException: refusal("OAUTH_FLOW_INVALID"),
  InvalidParameterException: refusal("PARAMETER_INVALID"),
  InvalidPasswordException: refusal("PASSWORD_INVALID"),
  LimitExceededException: refusal("LIMIT_EXCEEDED"),
  NotAuthorizedException: refusal("NOT_AUTHORIZED"),
  PasswordResetRequiredException: refusal("PASSWORD_RESET_REQUIRED"),
  RefreshTokenReuseException: refusal("REFRESH_TOKEN_REUSED"),
  RequestEntityTooLargeException: refusal("BODY_TOO_LARGE", "rejected", 413),
  ResourceNotFoundException: refusal("RESOURCE_NOT_FOUND"),
  ScopeDoesNotExistException: refusal("SCOPE_UNKNOWN"),
  SerializationException: refusal("BODY_MALFORMED"),
  UnauthorizedException: refusal("UNAUTHORIZED"),
  UnexpectedLambdaException: refusal("TRIGGER_UNAVAILABLE", "unavailable"),
  UnknownOperationException: refusal("OPERATION_UNKNOWN"),
  UnsupportedOperationException: refusal("OPERATION_UNSUPPORTED", "unsupported"),
  UnsupportedTokenTypeException: refusal("TOKEN_TYPE_UNSUPPORTED"),
  UnsupportedUserStateException: refusal("USER_STATE_UNSUPPORTED"),
  UserLambdaValidationException: refusal("TRIGGER_REFUSED"),
  UserNotConfirmedException: refusal("USER_NOT_CONFIRMED"),
  UserNotFoundException: refusal("USER_NOT_FOUND"),
  UsernameExistsException: refusal("USERNAME_EXISTS"),
} as const satisfies Record<string, CognitoErrorRow>;

/** The name of an error that Cognito's API answers with. */
export type CognitoErrorName = keyof typeof COGNITO_ERRORS;

/** A refusal of the Cognito API: `type` is the error name that the AWS SDK throws, `message` its text. */
export class CognitoError extends LocalPoolError {
  override readonly name = "CognitoError";
  readonly type: CognitoErrorName;
  readonly status: number;

  constructor(type: CognitoErrorName, message: string, cause?: unknown) {
    const row: CognitoErrorRow = COGNITO_ERRORS[type];
    super(row.code, message, { category: row.category, cause });
    this.type = type;
    this.status = row.status;
  }
}

/** The error codes of the OAuth endpoints with their HTTP status. (RFC 6749, sections 4.1.2.1 and 5.2; AWS: pages of the endpoints) */
export const OAUTH_ERRORS = {
  invalid_request: 400,
  // AWS lists 400 for every error; RFC 6749 demands 401 where the client used the Authorization header. Unverified.
  invalid_client: 401,
  invalid_grant: 400,
  invalid_scope: 400,
  unauthorized_client: 400,
  unsupported_grant_type: 400,
  // The authorize endpoint, where nobody is signed in and nobody may be asked. (OpenID Connect Core 1.0, section 3.1.2.6)
  login_required: 400,
  // The userInfo endpoint. (RFC 6750, section 3.1)
  invalid_token: 401,
  // The revocation endpoint. (RFC 7009, section 2.2.1)
  unsupported_token_type: 400,
  // Not an error code of this endpoint in any specification: a defect of the local pool.
  server_error: 500,
} as const;

/** An error code of the OAuth endpoints. */
export type OAuthErrorName = keyof typeof OAUTH_ERRORS;

/** A refusal of an OAuth endpoint: `error` is the OAuth error code, `message` the description for the developer. */
export class OAuthError extends LocalPoolError {
  override readonly name = "OAuthError";
  readonly error: OAuthErrorName;
  readonly status: number;

  constructor(error: OAuthErrorName, message: string, cause?: unknown) {
    super(error.toUpperCase(), message, {
      category: error === "server_error" ? "internal" : "rejected",
      cause,
    });
    this.error = error;
    this.status = OAUTH_ERRORS[error];
  }
}

/** Whatever was thrown, as a refusal of an OAuth endpoint; Cognito's own errors, the trigger's among them, under the name `error`. */
export function asOAuthError(thrown: unknown, error: OAuthErrorName): OAuthError {
  if (thrown instanceof OAuthError) return thrown;
  if (thrown instanceof CognitoError) return new OAuthError(error, thrown.message, thrown.cause ?? thrown);
  return new OAuthError("server_error", "the local pool failed: please report it", thrown);
}

/** Why a trigger gave no answer. `message` of `TRIGGER_THREW` is the function's own text. */
export type TriggerFailureCode =
  | "TRIGGER_THREW"
  | "TRIGGER_MISSING"
  | "TRIGGER_FORBIDDEN"
  | "TRIGGER_CRASHED"
  | "TRIGGER_TIMED_OUT"
  | "TRIGGER_ANSWER_NOT_JSON"
  | "TRIGGER_ANSWER_TOO_LARGE"
  | "TRIGGER_CLOSED";

/** A failed invocation of the trigger, as a `TriggerInvoker` reports it. */
export class TriggerError extends LocalPoolError {
  override readonly name = "TriggerError";
  declare readonly code: TriggerFailureCode;

  constructor(code: TriggerFailureCode, message: string, cause?: unknown) {
    super(code, message, { category: code === "TRIGGER_THREW" ? "rejected" : "unavailable", cause });
  }
}

/** The code of the failure behind a refusal, or the class of a defect, for a log line: ` (TRIGGER_TIMED_OUT)` or nothing. */
export function causeForLog({ cause }: LocalPoolError): string {
  if (cause instanceof LocalPoolError) return ` (${cause.code})`;
  return cause instanceof Error ? ` (${cause.name})` : "";
}
