// Why is there no profile? Every reason as a row, and the error that says it.
import type { CauseSummary } from "../errors.ts";

/** One failure: whose fault it is, the HTTP status that fits, a fixed text. */
interface ProfileFailureRow {
  /** `rejected`: the caller's token will not do. `unavailable`: Cognito did not answer, or not in a way that can be used. */
  readonly category: "rejected" | "unavailable";
  readonly status: 401 | 403 | 503;
  readonly text: string;
}

/** Every failure by its code. */
export const PROFILE_FAILURES = {
  PROFILE_SCOPE_MISSING: {
    category: "rejected",
    status: 403,
    text: "the access token lacks the scope that opens the profile; let the policy draw it for this client",
  },
  PROFILE_OF_MACHINE: {
    category: "rejected",
    status: 403,
    text: "a machine has no profile; demand the kind user",
  },
  PROFILE_TOKEN_REFUSED: {
    category: "rejected",
    status: 401,
    text: "the user pool refused the access token: it expired, or its sign-in was revoked; sign in again",
  },
  PROFILE_USER_UNKNOWN: {
    category: "rejected",
    status: 401,
    text: "the user pool has no such user any more; sign in again",
  },
  PROFILE_OF_ANOTHER: {
    category: "rejected",
    status: 401,
    text: "the profile is that of another user; give the principal and the access token of one request",
  },
  PROFILE_LATE: {
    category: "unavailable",
    status: 503,
    text: "the profile did not come within the deadline; try again later",
  },
  PROFILE_UNAVAILABLE: {
    category: "unavailable",
    status: 503,
    text: "the profile cannot be fetched now; try again later",
  },
  PROFILE_UNREADABLE: {
    category: "unavailable",
    status: 503,
    text: "what came is no profile; check the URL that it is fetched from",
  },
} as const satisfies Record<string, ProfileFailureRow>;

/** The code of a {@link ProfileError}. */
export type ProfileCode = keyof typeof PROFILE_FAILURES;

/** What a failure may say beside its code. */
interface ProfileFailureDetails {
  readonly missingScope?: string;
  readonly cause?: CauseSummary;
}

/** A profile that could not be had. Recognise by `code`. Nothing in it comes from the token, the profile or the network. */
export class ProfileError extends Error {
  override readonly name = "ProfileError";
  readonly code: ProfileCode;
  readonly category: ProfileFailureRow["category"];
  /** The HTTP status to answer with, where the request cannot go on without the profile. */
  readonly status: ProfileFailureRow["status"];
  /** With `PROFILE_SCOPE_MISSING`: the scope that is needed. */
  readonly missingScope?: string;

  constructor(code: ProfileCode, { missingScope, cause }: ProfileFailureDetails = {}) {
    const { text, category, status } = PROFILE_FAILURES[code];
    super(text, cause === undefined ? undefined : { cause });
    this.code = code;
    this.category = category;
    this.status = status;
    if (missingScope !== undefined) this.missingScope = missingScope;
  }
}

/** True for a {@link ProfileError}, also one of another copy of this package. */
export function isProfileError(error: unknown): error is ProfileError {
  if (!(error instanceof Error) || error.name !== "ProfileError") return false;
  return Object.hasOwn(PROFILE_FAILURES, String((error as { readonly code?: unknown }).code));
}
