// What does this package throw? Recognise by `code`; nothing in an error comes from the token, its claims or the network.
import {
  type ConfigurationCode,
  FAILURES,
  type FailureCategory,
  type FailureRow,
  type VerificationCode,
} from "./failures.ts";

/** The base of everything that this package throws. */
export abstract class VerifierError extends Error {
  /** Stable, in upper case: see `FAILURES`. */
  abstract readonly code: VerificationCode | ConfigurationCode;
  abstract readonly category: FailureCategory;
}

/** What a failure may say beside its code. Never a value from the token. */
export interface FailureDetails {
  /** The name of the claim that is missing or invalid. */
  readonly claim?: string;
  /** The scopes that the requirement names. */
  readonly requiredScopes?: readonly string[];
  /** How recent the sign-in must be, in seconds. */
  readonly maxAgeSeconds?: number;
  /** Where the API's own metadata is. (RFC 9728) */
  readonly resourceMetadata?: string;
  /** What failed below, by name only. */
  readonly cause?: CauseSummary;
}

/** The class of an error that was caught. Its message stays out: libraries put tokens, claim values and hosts there. */
export interface CauseSummary {
  readonly name: string;
}

/** A token that was not accepted (`rejected`: 400, 401, 403), or that cannot be checked now (`unavailable`: 503). */
export class VerificationError extends VerifierError {
  override readonly name = "VerificationError";
  readonly code: VerificationCode;
  readonly category: "rejected" | "unavailable";
  /** The HTTP status to answer with. */
  readonly status: 400 | 401 | 403 | 503;
  /** The error code of RFC 6750, section 3.1; null where there is none to give. */
  readonly oauthError: FailureRow["oauthError"];
  /** With `CLAIM_MISSING` and `CLAIM_INVALID`: the name of the claim. */
  readonly claim?: string;
  /** With `INSUFFICIENT_SCOPE`: the scopes that the requirement names. */
  readonly requiredScopes?: readonly string[];
  /** With `AUTHENTICATION_TOO_OLD`: how recent the sign-in must be, in seconds. */
  readonly maxAgeSeconds?: number;
  /** Where the API's own metadata is: the URL that the verifier was given. (RFC 9728, section 5.1) */
  readonly resourceMetadata?: string;
  /** With 503: when to come back, in seconds. */
  readonly retryAfterSeconds?: number;

  constructor(code: VerificationCode, details: FailureDetails = {}) {
    const row = FAILURES[code];
    super(row.text, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.category = row.category;
    this.status = row.status;
    this.oauthError = row.oauthError;
    if (details.claim !== undefined) this.claim = details.claim;
    if (details.requiredScopes !== undefined) this.requiredScopes = details.requiredScopes;
    if (details.maxAgeSeconds !== undefined) this.maxAgeSeconds = details.maxAgeSeconds;
    if (details.resourceMetadata !== undefined) this.resourceMetadata = details.resourceMetadata;
    if (row.status === 503) this.retryAfterSeconds = RETRY_AFTER_SECONDS;
  }

  /** The same failure with more to say. */
  with(details: FailureDetails): VerificationError {
    const { code, claim, requiredScopes, maxAgeSeconds, resourceMetadata, cause } = this;
    const own = Object.entries({ claim, requiredScopes, maxAgeSeconds, resourceMetadata, cause });
    const said = Object.fromEntries(own.filter(([, value]) => value !== undefined));
    return new VerificationError(code, { ...details, ...said });
  }

  /**
   * The value of the `WWW-Authenticate` header of the answer, or `undefined` where none belongs (503). Without a token it
   * names no error. (RFC 6750, section 3; RFC 9470, section 3; RFC 9728, section 5.1)
   */
  challenge(): string | undefined {
    if (this.category === "unavailable") return undefined;
    const parameters: readonly (readonly [string, string | number | undefined])[] = [
      ["error", this.oauthError ?? undefined],
      ["scope", this.requiredScopes?.join(" ")],
      ["max_age", this.maxAgeSeconds],
      ["error_description", this.oauthError === null ? undefined : this.message],
      ["resource_metadata", this.resourceMetadata],
    ];
    const given = parameters.filter(([, value]) => value !== undefined && value !== "");
    const list = given.map(([name, value]) => `${name}="${value}"`).join(", ");
    return list === "" ? "Bearer" : `Bearer ${list}`;
  }
}

/** When to come back after 503, in seconds: when keys are asked for again at the latest. */
const RETRY_AFTER_SECONDS = 10;

/** One mistake in a contract, in options or in a requirement. */
export interface ConfigurationIssue {
  /** Where, like `clients.web` or `scopes.any[0]`; empty for the whole. */
  readonly path: string;
  /** Completes the sentence "expected …". */
  readonly expected: string;
}

/** Something that the program says wrong, with every mistake at once. Thrown before any token is looked at. */
export class ConfigurationError extends VerifierError {
  override readonly name = "ConfigurationError";
  readonly code: ConfigurationCode;
  readonly category = "misconfigured";
  readonly issues: readonly ConfigurationIssue[];

  constructor(code: ConfigurationCode, issues: readonly ConfigurationIssue[]) {
    const list = issues.map(({ path, expected }) => `${path === "" ? "" : `${path}: `}expected ${expected}`);
    super(`${FAILURES[code].text}: ${list.join("; ")}`);
    this.code = code;
    this.issues = issues;
  }
}

/** True for a {@link VerificationError}, also one of another copy of this package. */
export function isVerificationError(error: unknown): error is VerificationError {
  if (!(error instanceof Error) || error.name !== "VerificationError") return false;
  const code = (error as { readonly code?: unknown }).code;
  return typeof code === "string" && Object.hasOwn(FAILURES, code);
}
