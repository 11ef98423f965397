// Which errors does the Lambda API answer with? (AWS Lambda API Reference: errors of each action)
import { type ErrorCategory, LocalPoolError } from "../errors.ts";

/** Lambda's error names with our code and HTTP status. */
export const LAMBDA_ERRORS = {
  AccessDeniedException: ["LAMBDA_ACCESS_DENIED", 403],
  InvalidParameterValueException: ["LAMBDA_PARAMETER_INVALID", 400],
  InvalidRequestContentException: ["LAMBDA_CONTENT_INVALID", 400],
  MissingAuthenticationTokenException: ["LAMBDA_SIGNATURE_MISSING", 403],
  PreconditionFailedException: ["LAMBDA_PRECONDITION_FAILED", 412],
  RequestTooLargeException: ["LAMBDA_BODY_TOO_LARGE", 413],
  ResourceConflictException: ["LAMBDA_RESOURCE_CONFLICT", 409],
  ResourceNotFoundException: ["LAMBDA_RESOURCE_NOT_FOUND", 404],
  SerializationException: ["LAMBDA_BODY_MALFORMED", 400],
  ServiceException: ["LAMBDA_INTERNAL", 500],
  ValidationException: ["LAMBDA_MEMBER_INVALID", 400],
} as const satisfies Record<string, readonly [code: string, status: number]>;

/** The name of an error that the Lambda API answers with. */
export type LambdaErrorName = keyof typeof LAMBDA_ERRORS;

/** A refusal of the Lambda API: `type` is the error name that the AWS SDK throws, `message` its text. */
export class LambdaError extends LocalPoolError {
  override readonly name = "LambdaError";
  readonly type: LambdaErrorName;
  readonly status: number;

  constructor(type: LambdaErrorName, message: string, cause?: unknown) {
    const [code, status] = LAMBDA_ERRORS[type];
    const category: ErrorCategory = status === 500 ? "internal" : "rejected";
    super(code, message, { category, cause });
    this.type = type;
    this.status = status;
  }
}

/** What a call that only AWS can serve is told. */
export function unsupported(what: string): LambdaError {
  return new LambdaError("InvalidParameterValueException", `the local pool does not support ${what}`);
}
