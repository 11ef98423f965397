// How are the routes of an Express app guarded? The principal is a typed local of the response.
import type { ServerResponse } from "node:http";
import type { Request, RequestHandler, Response, Router } from "express";
import type { Principal, TokenUse } from "../principal.ts";
import type { Requirement } from "../requirement.ts";
import type { Routes } from "../routes.ts";
import type { PrincipalKind } from "../token-rules.ts";
import type { Verifier } from "../verifier.ts";
import { authorizationOf, NOT_FOUND, requestCheck } from "./check-request.ts";
import { assertFit, assertTable, type GuardedTable, type KindOf, rowsInOrder } from "./guarded-table.ts";

/** What a guard adds to `res.locals`. */
export interface PrincipalLocals<T> {
  principal: T;
}

/** A handler for each row of a table; that of a public route has no principal. */
export type GuardedHandlers<P, U extends TokenUse, R> = {
  readonly [N in keyof R]: (
    req: Request<Record<string, string>>,
    res: R[N] extends "public"
      ? Response<unknown>
      : Response<unknown, PrincipalLocals<Principal<P, KindOf<R[N]>, U>>>,
    next: (error?: unknown) => void,
  ) => unknown;
};

/**
 * Middleware for one route, or for all under a path: handlers read `res.locals.principal`. CORS handling goes in front.
 *
 * @throws ConfigurationError `REQUIREMENT_INVALID` at once, before any request.
 */
export function guard<P, K extends PrincipalKind = PrincipalKind, U extends TokenUse = "access">(
  verifier: Verifier<P, U>,
  requirement: Requirement<P, K>,
) {
  const check = requestCheck(verifier, requirement);
  return async <Params, Body, Sent, Query>(
    req: Request<Params, Body, Sent, Query>,
    res: Response<Body, PrincipalLocals<Principal<P, K, U>>>,
    next: () => void,
  ): Promise<void> => {
    const credentials = { authorization: authorizationOf(req), url: req.originalUrl };
    const { principal, refusal } = await check(credentials);
    if (refusal !== undefined) return send(res, refusal);
    res.locals.principal = principal;
    next();
  };
}

/**
 * Registers a table of routes with a router or an app that has no routes yet. What the table does not have gets 404, also
 * where it is registered later: mount the router last, or under a path of its own.
 *
 * @throws ConfigurationError `ROUTES_INVALID` where table, handlers and router do not fit, at once.
 */
export function guardRoutes<P, U extends TokenUse, R extends Routes<P>>(
  router: Router,
  table: GuardedTable<P, U, R, GuardedHandlers<P, U, R>>,
): Router {
  const { verifier, routes, handlers, metadata } = table;
  assertTable(verifier, routes, handlers);
  const early = stackOf(router).flatMap(({ route }) => route ?? []);
  assertFit(early.map(({ path }) => ({ path, expected: "a row in the table of routes" })));
  for (const { key, method, path, requirement } of rowsInOrder(routes)) {
    const handler = handlers[key as keyof R] as unknown as RequestHandler;
    const guards =
      requirement === "public" ? [] : [guard(verifier, requirement) as unknown as RequestHandler];
    router[method.toLowerCase() as "get"](expressPath(path), ...guards, handler);
  }
  if (metadata !== undefined) router.get(metadata.path, (_, res) => void res.json(metadata.document));
  router.use((_, res) => send(res, NOT_FOUND));
  return router;
}

/** An app keeps its routes in a router of its own. */
function stackOf(router: Router & { readonly router?: unknown }): Router["stack"] {
  return (router.stack as Router["stack"] | undefined) ?? (router.router as Router).stack;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sent as it is: `res.send` would add to the content type. */
function send(res: ServerResponse, { status, headers, body }: Answer): void {
  res.writeHead(status, headers).end(body);
}

function expressPath(path: string): string {
  return path.replace(/\{(\w+)\+\}/, "*$1").replace(/\{(\w+)\}/g, ":$1");
}
