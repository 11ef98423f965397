// What went wrong with a sign-in, in words for the person: what happened, and what to do? Never what a server or a URL says.
import { isJsonObject } from "@claimsmith/cognito-model";

/** A failure that can be shown. */
export interface Failure {
  /** Stable, UPPER_SNAKE. */
  readonly code: FailureCode;
  /** What happened. */
  readonly title: string;
  /** What to do. */
  readonly advice: string;
}

const WORDS = {
  POOL_UNREACHABLE: {
    title: "The user pool cannot be reached.",
    advice: "Check that it is running and that you are online, then try again.",
  },
  TRIGGER_REFUSED: {
    title: "The pool's trigger issued no tokens for this account.",
    advice:
      "Its log says which rule refused, under a code; users are told this one sentence, whatever the reason.",
  },
  TRIGGER_FAILED: {
    title: "The pool's trigger did not answer as it should, so there are no tokens.",
    advice: "Look at the trigger's log, correct the function and sign in again.",
  },
  CREDENTIALS_WRONG: {
    title: "User name and password do not fit.",
    advice: "Check both and try again.",
  },
  SESSION_ENDED: {
    title: "The sign-in has ended.",
    advice: "It was revoked, or the refresh token has expired: sign in again.",
  },
  SIGN_OUT_UNTOLD: {
    title: "You are signed out here, but the pool could not be told.",
    advice: "The refresh token counts until it expires, or until an operator signs the user out everywhere.",
  },
  LOGIN_REFUSED: {
    title: "The hosted login did not let you in.",
    advice:
      "Sign in again. If it continues, hold the app client's scopes and callback URLs against the settings.",
  },
  LOGIN_NOT_OURS: {
    title: "This answer of the hosted login belongs to no sign-in of this tab.",
    advice: "Sign in again, and stay in one tab.",
  },
  TOO_MANY_ATTEMPTS: {
    title: "There were too many attempts.",
    advice: "Wait a minute, then try again.",
  },
  PASSWORD_INVALID: {
    title: "The password is not one that the pool accepts.",
    advice: "Choose a longer one, with letters, digits and signs.",
  },
  CODE_INVALID: {
    title: "The code does not count, or not any more.",
    advice: "Check it, or have another sent.",
  },
  UNEXPECTED: {
    title: "Something unexpected went wrong.",
    advice: "Try again. If it continues, check the client and the pool in settings.json.",
  },
} as const;

/** Why a sign-in, a refresh or a sign-out failed. */
export type FailureCode = keyof typeof WORDS;

/**
 * By the name of the error or, at the OAuth endpoints, its code. (AWS API Reference: errors of InitiateAuth and of
 * RespondToAuthChallenge; RFC 6749, sections 4.1.2.1 and 5.2; `TypeError` is what fetch rejects with)
 */
const CODES: Readonly<Record<string, FailureCode>> = {
  NetworkError: "POOL_UNREACHABLE",
  TypeError: "POOL_UNREACHABLE",
  UserLambdaValidationException: "TRIGGER_REFUSED",
  UnexpectedLambdaException: "TRIGGER_FAILED",
  InvalidLambdaResponseException: "TRIGGER_FAILED",
  NotAuthorizedException: "CREDENTIALS_WRONG",
  UserNotFoundException: "CREDENTIALS_WRONG",
  TooManyRequestsException: "TOO_MANY_ATTEMPTS",
  LimitExceededException: "TOO_MANY_ATTEMPTS",
  TooManyFailedAttemptsException: "TOO_MANY_ATTEMPTS",
  InvalidPasswordException: "PASSWORD_INVALID",
  CodeMismatchException: "CODE_INVALID",
  ExpiredCodeException: "CODE_INVALID",
  SessionEnded: "SESSION_ENDED",
  LoginNotOurs: "LOGIN_NOT_OURS",
  LoginRefused: "LOGIN_REFUSED",
  invalid_grant: "SESSION_ENDED",
  access_denied: "LOGIN_REFUSED",
  invalid_client: "LOGIN_REFUSED",
  invalid_request: "LOGIN_REFUSED",
  invalid_scope: "LOGIN_REFUSED",
  server_error: "LOGIN_REFUSED",
  temporarily_unavailable: "POOL_UNREACHABLE",
  unauthorized_client: "LOGIN_REFUSED",
  unsupported_response_type: "LOGIN_REFUSED",
};

/** What Cognito begins the text with when the trigger threw; at the OAuth endpoints nothing else tells. Public reports; AWS does not say. */
const TRIGGER_TEXT = /^PreTokenGeneration failed/;

/** An error that this page itself raises; `name` is a key of the table above. */
export class SessionError extends Error {
  override readonly name: "SessionEnded" | "LoginNotOurs" | "LoginRefused";

  constructor(name: SessionError["name"]) {
    super(name);
    this.name = name;
  }
}

/** Puts whatever was thrown into words. */
export function failureOf(thrown: unknown): Failure {
  return failure(codeOf(isJsonObject(thrown) ? thrown : {}));
}

/** The words of a code. */
export function failure(code: FailureCode): Failure {
  return { code, ...WORDS[code] };
}

/** `error` is what oauth4webapi calls the code of an OAuth error. Its own errors of the network have it in `cause`. */
function codeOf({ name, error, error_description, cause }: Readonly<Record<string, unknown>>): FailureCode {
  if (typeof error_description === "string" && TRIGGER_TEXT.test(error_description)) return "TRIGGER_REFUSED";
  const known = [error, name].find((key) => typeof key === "string" && Object.hasOwn(CODES, key));
  if (typeof known === "string") return CODES[known] ?? "UNEXPECTED";
  return isJsonObject(cause) ? codeOf(cause) : "UNEXPECTED";
}
