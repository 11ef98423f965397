// What does an API answer when a request is refused? Status, headers and body, the same from every adapter.
import type { VerificationError } from "./errors.ts";

/** An HTTP answer as plain data. Header names are in lower case. */
export interface RefusalAnswer {
  readonly status: VerificationError["status"];
  readonly headers: Readonly<Record<string, string>>;
  /** A problem document (RFC 9457), as JSON. An answer to HEAD leaves it out. */
  readonly body: string;
}

/** The reason phrases of RFC 9110, section 15, which `about:blank` asks for as titles. */
const TITLES: Readonly<Record<VerificationError["status"], string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  503: "Service Unavailable",
};

/**
 * The answer to a refused request: 400, 401 or 403 with its challenge (RFC 6750, section 3), or 503 with `Retry-After` where
 * the token cannot be checked now, which is nobody's bad token. Fixed texts; nothing is stored on the way.
 */
export function refusalAnswer(error: VerificationError): RefusalAnswer {
  const { status, code, message: detail, retryAfterSeconds } = error;
  const challenge = error.challenge();
  return {
    status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...(challenge !== undefined && { "www-authenticate": challenge }),
      ...(retryAfterSeconds !== undefined && { "retry-after": String(retryAfterSeconds) }),
    },
    body: JSON.stringify({ type: "about:blank", title: TITLES[status], status, detail, code }),
  };
}
