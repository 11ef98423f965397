// How is a route on standard Request and Response guarded? For Hono, workers, Deno and anything else that speaks fetch.
import { isVerificationError, type VerificationError } from "./errors.ts";
import type { Principal, TokenUse } from "./principal.ts";
import { refusalAnswer } from "./refusal-answer.ts";
import type { Requirement } from "./requirement.ts";
import type { PrincipalKind } from "./token-rules.ts";
import type { Verifier } from "./verifier.ts";

/** A handler that is called only with a principal. `rest` is whatever the server passes after the request. */
export type GuardedHandler<
  P,
  K extends PrincipalKind,
  A extends readonly unknown[],
  U extends TokenUse = "access",
> = (request: Request, principal: Principal<P, K, U>, ...rest: A) => Response | Promise<Response>;

/**
 * Puts a verifier in front of a handler. Every method is guarded alike, HEAD and OPTIONS too. A refused request gets 400,
 * 401 or 403 with its challenge (RFC 6750, section 3), or 503 where the keys cannot be had; the body is a problem document
 * (RFC 9457) with fixed texts. What the handler throws is left alone.
 *
 * @throws ConfigurationError `REQUIREMENT_INVALID` at once, before any request.
 */
export function guard<
  P,
  K extends PrincipalKind = PrincipalKind,
  A extends readonly unknown[] = [],
  U extends TokenUse = "access",
>(
  verifier: Verifier<P, U>,
  requirement: Requirement<P, K>,
  handler: GuardedHandler<P, K, A, U>,
): (request: Request, ...rest: A) => Promise<Response> {
  verifier.assertRequirement(requirement);
  return async (request, ...rest) => {
    let principal: Principal<P, K, U>;
    try {
      const credentials = { authorization: request.headers.get("authorization"), url: request.url };
      principal = await verifier.verifyRequest(credentials, requirement);
    } catch (error) {
      if (isVerificationError(error)) return refusalResponse(error, request.method);
      throw error;
    }
    return handler(request, principal, ...rest);
  };
}

function refusalResponse(error: VerificationError, method: string): Response {
  const { status, headers, body } = refusalAnswer(error);
  return new Response(method === "HEAD" ? null : body, { status, headers });
}
