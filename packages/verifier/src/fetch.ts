// How is a route on standard Request and Response guarded? For Hono, workers, Deno and anything else that speaks fetch.
import { bearerToken } from "./bearer-token.ts";
import { isVerificationError, type VerificationError } from "./errors.ts";
import type { Principal } from "./principal.ts";
import type { Requirement } from "./requirement.ts";
import type { PrincipalKind } from "./token-rules.ts";
import type { Verifier } from "./verifier.ts";

/** A handler that is called only with a principal. `rest` is whatever the server passes after the request. */
export type GuardedHandler<P, K extends PrincipalKind, A extends readonly unknown[]> = (
  request: Request,
  principal: Principal<P, K>,
  ...rest: A
) => Response | Promise<Response>;

/**
 * Puts a verifier in front of a handler. Every method is guarded alike, HEAD and OPTIONS too. A refused request gets 400,
 * 401 or 403 with its challenge (RFC 6750, section 3), or 503 where the keys cannot be had; the body is a problem document
 * (RFC 9457) with fixed texts. What the handler throws is left alone.
 *
 * @throws ConfigurationError `REQUIREMENT_INVALID` at once, before any request.
 */
export function guard<P, K extends PrincipalKind = PrincipalKind, A extends readonly unknown[] = []>(
  verifier: Verifier<P>,
  requirement: Requirement<P, K>,
  handler: GuardedHandler<P, K, A>,
): (request: Request, ...rest: A) => Promise<Response> {
  verifier.assertRequirement(requirement);
  return async (request, ...rest) => {
    let principal: Principal<P, K>;
    try {
      principal = await verifier.verify(bearerToken(request.headers.get("authorization")), requirement);
    } catch (error) {
      if (isVerificationError(error)) return refusalResponse(error, request.method);
      throw error;
    }
    return handler(request, principal, ...rest);
  };
}

/** The reason phrases of RFC 9110, section 15, which `about:blank` asks for as titles. */
const TITLES: Readonly<Record<VerificationError["status"], string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  503: "Service Unavailable",
};

/** When to come back after 503, in seconds. */
const RETRY_AFTER_SECONDS = 10;

function refusalResponse(error: VerificationError, method: string): Response {
  const { status, code, message: detail } = error;
  const headers = new Headers({ "content-type": "application/problem+json", "cache-control": "no-store" });
  const challenge = error.challenge();
  if (challenge !== undefined) headers.set("www-authenticate", challenge);
  if (status === 503) headers.set("retry-after", String(RETRY_AFTER_SECONDS));
  const problem = { type: "about:blank", title: TITLES[status], status, detail, code };
  return new Response(method === "HEAD" ? null : JSON.stringify(problem), { status, headers });
}
