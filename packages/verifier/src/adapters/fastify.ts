// How are the routes of a Fastify app guarded? By a plugin: a route that does not say what it demands is refused at start.
import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from "fastify";
import { ConfigurationError } from "../errors.ts";
import type { Principal, TokenUse } from "../principal.ts";
import type { Requirement } from "../requirement.ts";
import type { ResourceMetadata } from "../resource-metadata.ts";
import type { Routes } from "../routes.ts";
import type { PrincipalKind } from "../token-rules.ts";
import type { Verifier } from "../verifier.ts";
import { authorizationOf, type CheckRequest, requestCheck } from "./check-request.ts";
import { type RouteConfig, routeReader } from "./fastify-routes.ts";

/** What a plugin may be told beside its verifier. Other options are refused. */
export interface GuardOptions<P> {
  /** The table: each route of the app must be in it. Default: each route has `config: { requirement }`, or `"public"` there. */
  readonly routes?: Routes<P>;
  /** Served at its path to anybody. Default: none is. */
  readonly metadata?: ResourceMetadata;
}

/** A guard of an app, or of what is registered under one of its plugins. */
export interface FastifyGuard<P, U extends TokenUse> {
  /** Register it before any route, and after the CORS handling, each with `await`. */
  readonly plugin: FastifyPluginCallback;
  /**
   * Who sends a request.
   *
   * @throws TypeError for a request that was not verified: that of a public route.
   */
  readonly principalOf: (request: object) => Principal<P, PrincipalKind, U>;
}

/**
 * A guard in front of every route. A route that came before the plugin and does not say what it demands answers 500, and what
 * is no route is left to the app's handler for that.
 *
 * @throws ConfigurationError `OPTIONS_INVALID` at once; `ROUTES_INVALID` where a route is registered that does not fit.
 */
export function createGuard<P, U extends TokenUse = "access">(
  verifier: Verifier<P, U>,
  options: GuardOptions<P> = {},
): FastifyGuard<P, U> {
  assertOptions(options);
  const { metadata } = options;
  const read = routeReader(verifier, options.routes as Routes | undefined);
  const checkOf = checksOf(verifier);
  const principals = new WeakMap<object, Principal<P, PrincipalKind, U>>();
  const onRequest = async (request: FastifyRequest, reply: FastifyReply) => {
    const { config = {} } = request.is404 ? NO_ROUTE : request.routeOptions;
    const { requirement } = config as RouteConfig;
    if (requirement === "public") return;
    const credentials = { authorization: authorizationOf(request.raw), url: request.raw.url ?? null };
    const { principal, refusal } = await checkOf(requirement as Requirement<P>)(credentials);
    if (refusal !== undefined) return reply.code(refusal.status).headers(refusal.headers).send(refusal.body);
    principals.set(request, principal);
  };
  const plugin: FastifyPluginCallback = (app, _, done) => {
    if (metadata !== undefined) app.get(metadata.path, NO_ROUTE, async () => metadata.document);
    app.addHook("onRoute", read);
    app.addHook("onRequest", onRequest);
    done();
  };
  // As fastify-plugin does it: the hooks are for what is registered beside the plugin, not only for what is inside.
  Object.assign(plugin, { [Symbol.for("skip-override")]: true });
  return {
    plugin,
    principalOf: (request) => {
      const principal = principals.get(request);
      if (principal === undefined) throw new TypeError("expected a verified request; is its route public?");
      return principal;
    },
  };
}

const NO_ROUTE: { readonly config: RouteConfig } = { config: { requirement: "public" } };

function assertOptions(options: object): void {
  const unknown = Object.keys(options).filter((key) => key !== "routes" && key !== "metadata");
  if (unknown.length === 0) return;
  const issues = unknown.map((path) => ({ path, expected: "routes or metadata" }));
  throw new ConfigurationError("OPTIONS_INVALID", issues);
}

/** One check for each requirement. */
function checksOf<P, U extends TokenUse>(verifier: Verifier<P, U>) {
  const checks = new WeakMap<object, CheckRequest<Principal<P, PrincipalKind, U>>>();
  return (requirement: Requirement<P>) => {
    const known = checks.get(requirement);
    if (known !== undefined) return known;
    const check = requestCheck(verifier, requirement);
    checks.set(requirement, check);
    return check;
  };
}
