// How are the routes of a Hono app guarded? The principal is a typed variable of the context.
import type { Context, Env, Handler, Hono, MiddlewareHandler } from "hono";
import type { Principal, TokenUse } from "../principal.ts";
import type { Requirement } from "../requirement.ts";
import type { Routes } from "../routes.ts";
import type { PrincipalKind } from "../token-rules.ts";
import type { Verifier } from "../verifier.ts";
import { NOT_FOUND, requestCheck } from "./check-request.ts";
import { answer, credentialsOf } from "./fetch.ts";
import { assertFit, assertTable, type GuardedTable, type KindOf, rowsInOrder } from "./guarded-table.ts";

/** What a guard adds to the context. */
export interface PrincipalEnv<T> {
  Variables: { readonly principal: T };
}

/** A handler for each row of a table; that of a public route has no principal. */
export type GuardedHandlers<P, U extends TokenUse, R, E extends Env> = {
  readonly [N in keyof R]: (
    c: Context<R[N] extends "public" ? E : E & PrincipalEnv<Principal<P, KindOf<R[N]>, U>>, string>,
  ) => Response | Promise<Response>;
};

/**
 * Middleware for one route, or for all under a path: handlers read `c.get("principal")`. CORS handling goes in front.
 *
 * @throws ConfigurationError `REQUIREMENT_INVALID` at once, before any request.
 */
export function guard<P, K extends PrincipalKind = PrincipalKind, U extends TokenUse = "access">(
  verifier: Verifier<P, U>,
  requirement: Requirement<P, K>,
): MiddlewareHandler<PrincipalEnv<Principal<P, K, U>>> {
  const check = requestCheck(verifier, requirement);
  return async (c, next) => {
    const { principal, refusal } = await check(credentialsOf(c.req.raw));
    if (refusal !== undefined) return answer(refusal, c.req.method);
    c.set("principal", principal);
    await next();
  };
}

/**
 * Registers a table of routes with an app that has none yet. What the table does not have gets 404, also where it is registered
 * later. Hono answers HEAD by GET: the table has no rows for HEAD.
 *
 * @throws ConfigurationError `ROUTES_INVALID` where table, handlers and app do not fit, at once.
 */
export function guardRoutes<P, U extends TokenUse, R extends Routes<P>, E extends Env>(
  app: Hono<E>,
  table: GuardedTable<P, U, R, GuardedHandlers<P, U, R, E>>,
): Hono<E> {
  const { verifier, routes, handlers, metadata } = table;
  assertTable(verifier, routes, handlers);
  const rows = rowsInOrder(routes);
  assertFit([
    ...app.routes
      // Middleware is registered for all methods.
      .filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => ({ path: `${method} ${path}`, expected: "a row in the table of routes" })),
    ...rows
      .filter(({ method }) => method === "HEAD")
      .map(({ key }) => ({ path: key, expected: "GET, which answers HEAD too" })),
  ]);
  for (const { key, method, path, requirement } of rows) {
    const handler = handlers[key as keyof R] as unknown as Handler;
    const guards = requirement === "public" ? [] : [guard(verifier, requirement) as MiddlewareHandler];
    app.on(method, [honoPath(path)], ...guards, handler);
  }
  if (metadata !== undefined) app.get(metadata.path, (c) => c.json(metadata.document));
  app.all("*", (c) => answer(NOT_FOUND, c.req.method));
  return app;
}

function honoPath(path: string): string {
  return path.replace(/\{(\w+)\+\}/, ":$1{.+}").replace(/\{(\w+)\}/g, ":$1");
}
