// How is a route on standard Request and Response guarded? For workers, Deno and anything else that speaks fetch.
import type { Principal, TokenUse } from "../principal.ts";
import type { RequestCredentials } from "../request-token.ts";
import type { Requirement } from "../requirement.ts";
import type { ResourceMetadata } from "../resource-metadata.ts";
import { routeFinder } from "../route-finder.ts";
import type { AnyRoutes, Routes } from "../routes.ts";
import type { PrincipalKind } from "../token-rules.ts";
import type { Verifier } from "../verifier.ts";
import { joinedAuthorization, NOT_FOUND, requestCheck } from "./check-request.ts";
import { assertTable, type GuardedTable, type KindOf } from "./guarded-table.ts";

/** A handler that is called only with a principal. `rest` is whatever the server passes after the request. */
export type GuardedHandler<
  P,
  K extends PrincipalKind,
  A extends readonly unknown[],
  U extends TokenUse = "access",
> = (request: Request, principal: Principal<P, K, U>, ...rest: A) => Response | Promise<Response>;

/** A handler for each row of a table; that of a public route is called with `undefined` for the principal. */
export type GuardedHandlers<P, U extends TokenUse, R, A extends readonly unknown[]> = {
  readonly [N in keyof R]: R[N] extends "public"
    ? (request: Request, principal: undefined, ...rest: A) => Response | Promise<Response>
    : GuardedHandler<P, KindOf<R[N]>, A, U>;
};

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
  const check = requestCheck(verifier, requirement);
  return async (request, ...rest) => {
    const { principal, refusal } = await check(credentialsOf(request));
    return refusal === undefined ? handler(request, principal, ...rest) : answer(refusal, request.method);
  };
}

/**
 * Serves a table of routes, where no framework does. HEAD follows GET; what the table does not have gets 404, OPTIONS too: CORS
 * handling goes in front.
 *
 * @throws ConfigurationError `ROUTES_INVALID` where table and handlers do not fit, at once.
 */
export function guardRoutes<P, U extends TokenUse, R extends Routes<P>, A extends readonly unknown[] = []>(
  table: GuardedTable<P, U, R, GuardedHandlers<P, U, R, A>>,
): (request: Request, ...rest: A) => Promise<Response> {
  const { verifier, routes, handlers, metadata } = table;
  assertTable(verifier, routes, handlers);
  const guarded = new Map(
    Object.entries(routes).map(([key, requirement]) => {
      const handler = handlers[key as keyof R] as GuardedHandler<P, PrincipalKind, A, U>;
      return [key, requirement === "public" ? open(handler) : guard(verifier, requirement, handler)];
    }),
  );
  const find = routeFinder(routes as AnyRoutes);
  return async (request, ...rest) => {
    const { pathname } = new URL(request.url);
    const { method } = request;
    if (pathname === metadata?.path && isRead(method)) return metadataResponse(metadata, method);
    const handle = guarded.get(find(method, pathname)?.key ?? "");
    return handle === undefined ? answer(NOT_FOUND, method) : handle(request, ...rest);
  };
}

/** A route for anybody: a token is not even looked at. */
function open<P, U extends TokenUse, A extends readonly unknown[]>(
  handler: GuardedHandler<P, PrincipalKind, A, U>,
) {
  return async (request: Request, ...rest: A) => handler(request, undefined as never, ...rest);
}

/** What a request on fetch says of who sends it. */
export function credentialsOf({ headers, url }: Request): RequestCredentials {
  return { authorization: joinedAuthorization(headers.get("authorization")), url };
}

/** An answer of ours, without its body for HEAD. */
export function answer(
  { status, headers, body }: { status: number; headers: Readonly<Record<string, string>>; body: string },
  method: string,
): Response {
  return new Response(method === "HEAD" ? null : body, { status, headers });
}

function metadataResponse({ document }: ResourceMetadata, method: string): Response {
  const headers = { "content-type": "application/json" };
  return answer({ status: 200, headers, body: JSON.stringify(document) }, method);
}

const isRead = (method: string) => method === "GET" || method === "HEAD";
