// Who sends a GraphQL operation over HTTP? For graphql-yoga, and for any server whose context function gets the request.
import type { AnyPrincipal } from "../checks/required/index.ts";
import { isVerificationError, type VerificationError } from "../errors.ts";
import type { VerificationCode } from "../failures.ts";
import type { Principal, TokenUse } from "../principal.ts";
import { refusalAnswer } from "../refusal-answer.ts";
import type { PrincipalKind } from "../token-rules.ts";
import type { Verifier } from "../verifier.ts";
import { authorizationOf, joinedAuthorization } from "./check-request.ts";
import { ACCESS, type Access, type OperationContext } from "./graphql-guard.ts";

/** What a server gives to its context function. */
export interface IncomingOperation {
  readonly request: Request;
  /** The request of Node.js, where the server has one: it alone keeps a second `Authorization` header. */
  readonly req?: Parameters<typeof authorizationOf>[0];
}

/** How the server is told of refusals, and the time. */
export interface RequestContextOptions {
  /**
   * Makes an error that the server shows to callers: `createGraphQLError` of graphql-yoga, or `(message, options) => new
   * GraphQLError(message, options)`. Servers know such errors by the class of their own copy of graphql, and mask all others.
   */
  readonly createError: (message: string, options: { readonly extensions: RefusalExtensions }) => Error;
  /** Milliseconds since the epoch: the verifier's own, where it was given one. Default: `Date.now`. */
  readonly clock?: () => number;
}

/** What the error of a refusal says beside its text. graphql-yoga answers with `http`, and keeps it to itself. */
export interface RefusalExtensions {
  readonly [name: string]: unknown;
  readonly code: VerificationCode;
  readonly http: { readonly status: number; readonly headers: Record<string, string> };
}

/**
 * A context function: `createYoga({ schema, context: requestContext(verifier, { createError }) })`. The token is verified once
 * an operation. A bad one refuses guarded fields, and leaves public ones alone.
 */
export function requestContext<P, U extends TokenUse>(
  verifier: Verifier<P, U>,
  { createError, clock = () => Date.now() }: RequestContextOptions,
): (operation: IncomingOperation) => Promise<OperationContext<P, U>> {
  const errorOf = (refusal: VerificationError) =>
    createError(refusal.message, { extensions: extensionsOf(refusal) });
  return async ({ request, req }) => {
    const joined = request.headers.get("authorization");
    const authorization = req === undefined ? joinedAuthorization(joined) : authorizationOf(req);
    try {
      const principal = await verifier.verifyRequest({ authorization, url: request.url }, {});
      return contextOf(principal, { principal: principal as AnyPrincipal, errorOf, clock });
    } catch (error) {
      if (!isVerificationError(error)) throw error;
      return contextOf(undefined, { refusal: error, errorOf, clock });
    }
  };
}

function contextOf<P, U extends TokenUse>(
  principal: Principal<P, PrincipalKind, U> | undefined,
  access: Access,
): OperationContext<P, U> {
  return { ...(principal !== undefined && { principal }), [ACCESS]: access };
}

function extensionsOf(refusal: VerificationError): RefusalExtensions {
  const { status, headers } = refusalAnswer(refusal);
  // The server writes a document of its own.
  const { "content-type": _, ...others } = headers;
  return { code: refusal.code, http: { status, headers: others } };
}
