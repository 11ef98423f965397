// What does every HTTP adapter do with a request? It has it verified, and gets a principal or the answer that refuses.
import { isVerificationError } from "../errors.ts";
import type { Principal, TokenUse } from "../principal.ts";
import { type RefusalAnswer, refusalAnswer } from "../refusal-answer.ts";
import type { RequestCredentials } from "../request-token.ts";
import type { Requirement } from "../requirement.ts";
import type { PrincipalKind } from "../token-rules.ts";
import type { Verifier } from "../verifier.ts";

/** A verified request, or one to answer with the refusal. */
export type CheckedRequest<T> =
  | { readonly principal: T; readonly refusal?: never }
  | { readonly principal?: never; readonly refusal: RefusalAnswer };

/** Checks one request. What is no refusal, a mistake of the program, is thrown. */
export type CheckRequest<T> = (credentials: RequestCredentials) => Promise<CheckedRequest<T>>;

/**
 * The check in front of one route.
 *
 * @throws ConfigurationError `REQUIREMENT_INVALID` at once, before any request.
 */
export function requestCheck<P, K extends PrincipalKind, U extends TokenUse>(
  verifier: Verifier<P, U>,
  requirement: Requirement<P, K>,
): CheckRequest<Principal<P, K, U>> {
  verifier.assertRequirement(requirement);
  return async (credentials) => {
    try {
      return { principal: await verifier.verifyRequest(credentials, requirement) };
    } catch (error) {
      if (isVerificationError(error)) return { refusal: refusalAnswer(error) };
      throw error;
    }
  };
}

/** What is read of a request of Node.js. */
interface NodeRequest {
  readonly headers: { readonly authorization?: string | undefined };
  readonly rawHeaders?: readonly string[];
}

/**
 * Every `Authorization` header of a request of Node.js, which keeps the first alone in `headers`; `headersDistinct` has all, but
 * is missing in HTTP/2, and takes microseconds.
 */
export function authorizationOf(request: NodeRequest): RequestCredentials["authorization"] {
  const { headers, rawHeaders = [] } = request;
  const values = rawHeaders.filter((_, at) => at % 2 === 1 && isAuthorization(rawHeaders[at - 1]));
  return values.length > 0 ? values : headers.authorization;
}

const isAuthorization = (name = "") =>
  name.length === "authorization".length && name.toLowerCase() === "authorization";

/** Every `Authorization` header where several came as one, joined by commas: a token after another scheme is a second one. */
export function joinedAuthorization(joined: string | null | undefined): RequestCredentials["authorization"] {
  return joined?.split(/, ?(?=bearer(?: |$))/i);
}

/** The answer to a request for a route that the table does not have, as a problem document (RFC 9457). */
export const NOT_FOUND = {
  status: 404,
  headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
  body: JSON.stringify({ type: "about:blank", title: "Not Found", status: 404 }),
} as const;
