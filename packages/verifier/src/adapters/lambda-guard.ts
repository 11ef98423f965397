// How is a Lambda handler behind API Gateway guarded? It verifies the header again: an authorizer's claims are flattened texts.
import type { Principal, TokenUse } from "../principal.ts";
import type { Requirement } from "../requirement.ts";
import type { AnyRoutes, Routes } from "../routes.ts";
import type { PrincipalKind } from "../token-rules.ts";
import type { Verifier } from "../verifier.ts";
import { NOT_FOUND, requestCheck } from "./check-request.ts";
import { assertTable, type GuardedTable, type KindOf } from "./guarded-table.ts";
import { type GatewayEvent, gatewayRequest, headerValues } from "./lambda-event.ts";
import { gatewayRouteFinder } from "./lambda-routes.ts";

/** What a guard answers itself, good for both payload formats. */
export interface LambdaAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
  isBase64Encoded: boolean;
}

/** A handler that is called only with a principal. `rest` is what Lambda passes after the event. */
export type GuardedHandler<
  P,
  K extends PrincipalKind,
  E,
  A extends readonly unknown[],
  R,
  U extends TokenUse,
> = (event: E, principal: Principal<P, K, U>, ...rest: A) => R | Promise<R>;

/** A handler for each row of a table; that of a public route is called with `undefined` for the principal. */
export type GuardedHandlers<P, U extends TokenUse, R, E, A extends readonly unknown[]> = {
  readonly [N in keyof R]: R[N] extends "public"
    ? (event: E, principal: undefined, ...rest: A) => unknown
    : GuardedHandler<P, KindOf<R[N]>, E, A, unknown, U>;
};

/** A table, and what a browser may read of answers that no handler gives. */
export interface LambdaTable<P, U extends TokenUse, R extends Routes<P>, E, A extends readonly unknown[]>
  extends GuardedTable<P, U, R, GuardedHandlers<P, U, R, E, A>> {
  /**
   * The CORS headers of preflights, which reach no handler, and of refusals. Default: none, where API Gateway does it (HTTP
   * APIs), or where no page of another origin may call.
   */
  readonly corsHeaders?: (event: E) => Readonly<Record<string, string>>;
}

/**
 * Puts a verifier in front of a handler of one route. Every method is guarded alike. A refused request gets 400, 401 or 403
 * with its challenge, or 503 with `Retry-After` where the keys cannot be had. What the handler throws is left alone.
 *
 * @throws ConfigurationError `REQUIREMENT_INVALID` at once, before any event.
 */
export function guard<
  P,
  K extends PrincipalKind = PrincipalKind,
  E extends GatewayEvent = GatewayEvent,
  A extends readonly unknown[] = [],
  R = unknown,
  U extends TokenUse = "access",
>(
  verifier: Verifier<P, U>,
  requirement: Requirement<P, K>,
  handler: GuardedHandler<P, K, E, A, R, U>,
): (event: E, ...rest: A) => Promise<R | LambdaAnswer> {
  const check = requestCheck(verifier, requirement);
  return async (event, ...rest) => {
    const { method, credentials } = gatewayRequest(event);
    const { principal, refusal } = await check(credentials);
    return refusal === undefined ? handler(event, principal, ...rest) : answerOf(refusal, method);
  };
}

/**
 * Serves a table of routes from one function. The gateway's own route counts; where that is `$default` or a whole subtree,
 * the path. HEAD follows GET; what the table does not have gets 404.
 *
 * @throws ConfigurationError `ROUTES_INVALID` where table and handlers do not fit, at once.
 */
export function guardRoutes<
  P,
  U extends TokenUse,
  const R extends Routes<P>,
  E extends GatewayEvent = GatewayEvent,
  A extends readonly unknown[] = [],
>(table: LambdaTable<P, U, R, E, A>): (event: E, ...rest: A) => Promise<unknown> {
  const { verifier, routes, handlers, metadata, corsHeaders = () => ({}) } = table;
  assertTable(verifier, routes, handlers);
  const checks = new Map(
    Object.entries(routes).map(([key, requirement]) => [
      key,
      requirement === "public" ? undefined : requestCheck(verifier, requirement),
    ]),
  );
  const find = gatewayRouteFinder(routes as AnyRoutes);
  return async (event, ...rest) => {
    const request = gatewayRequest(event);
    const { method, path, credentials } = request;
    if (isPreflight(event, method))
      return answerOf({ status: 204, headers: {}, body: "" }, method, corsHeaders(event));
    if (path === metadata?.path && (method === "GET" || method === "HEAD"))
      return answerOf(documentAnswer(metadata.document), method, corsHeaders(event));
    const key = find(request);
    if (key === undefined) return answerOf(NOT_FOUND, method, corsHeaders(event));
    const checked = await checks.get(key)?.(credentials);
    if (checked?.refusal !== undefined) return answerOf(checked.refusal, method, corsHeaders(event));
    const handle = handlers[key as keyof R] as (event: E, principal: unknown, ...rest: A) => unknown;
    const answer = await handle(event, checked?.principal, ...rest);
    return method === "HEAD" ? withoutBody(answer) : answer;
  };
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function answerOf(
  { status, headers, body }: Answer,
  method: string,
  more: Answer["headers"] = {},
): LambdaAnswer {
  return {
    statusCode: status,
    headers: { ...more, ...headers },
    body: method === "HEAD" ? "" : body,
    isBase64Encoded: false,
  };
}

/** (RFC 9728, section 3.2) */
function documentAnswer(document: object): Answer {
  return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(document) };
}

/** Browsers send preflights without a token. (Fetch Standard, section "CORS-preflight fetch") */
function isPreflight(event: GatewayEvent, method: string): boolean {
  const has = (name: string) => headerValues(event, name).length > 0;
  return method === "OPTIONS" && has("origin") && has("access-control-request-method");
}

function withoutBody(answer: unknown): unknown {
  return typeof answer === "object" && answer !== null && "body" in answer ? { ...answer, body: "" } : answer;
}
