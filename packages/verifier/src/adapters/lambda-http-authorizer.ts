// How does a Lambda authorizer of an HTTP API decide? Payload 2.0, simple answers. (AWS: Lambda authorizers for HTTP APIs)
import type { TokenUse } from "../principal.ts";
import type { AnyRequirement, Requirement } from "../requirement.ts";
import type { AnyRoutes, Routes } from "../routes.ts";
import type { Verifier } from "../verifier.ts";
import {
  type AuthorizerContext,
  assertAuthorizerOptions,
  assertCacheable,
  authorizerContext,
  COMMON_RULES,
  failUnlessForbidden,
} from "./lambda-authorizer.ts";
import { gatewayRequest, type HttpApiEvent } from "./lambda-event.ts";
import { gatewayRouteFinder } from "./lambda-routes.ts";

/** A simple answer. Refused with 403; 401 is a failure of the function. */
export type SimpleAnswer =
  | { readonly isAuthorized: true; readonly context: AuthorizerContext | Readonly<Record<string, never>> }
  | { readonly isAuthorized: false };

/**
 * What the authorizer decides, by whether the gateway caches its answers. All routes that use the authorizer share a cached
 * answer, so it must be good for all of them, and it is used after the token expires: keep the time to live short.
 */
export type HttpApiAuthorizerOptions<P, U extends TokenUse = "access"> =
  | {
      readonly verifier: Verifier<P, U>;
      /** The identity source is the `Authorization` header, and the time to live more than 0. */
      readonly cache: "token";
      /** What every route demands at least; `{}` for any valid token. Functions ask for the rest: see `guard`. */
      readonly requirement: Requirement<P>;
    }
  | {
      readonly verifier: Verifier<P, U>;
      /** The time to live is 0: every request is decided by its own row. */
      readonly cache: "off";
      readonly routes: Routes<P>;
    };

/**
 * The handler of an authorizer.
 *
 * @throws ConfigurationError `OPTIONS_INVALID` or `REQUIREMENT_INVALID` at once, before any event. The handler fails with
 * `Unauthorized` for 401, and with VerificationError where keys cannot be had.
 */
export function httpApiAuthorizer<P, U extends TokenUse = "access">(
  options: HttpApiAuthorizerOptions<P, U>,
): (event: HttpApiEvent) => Promise<SimpleAnswer> {
  const requirementOf = requirementReader(options);
  const { verifier } = options;
  return async (event) => {
    const requirement = requirementOf(event);
    if (requirement === "public") return { isAuthorized: true, context: {} };
    if (requirement === undefined) return { isAuthorized: false };
    try {
      const principal = await verifier.verifyRequest(gatewayRequest(event).credentials, requirement);
      return { isAuthorized: true, context: authorizerContext(principal) };
    } catch (error) {
      failUnlessForbidden(error);
      return { isAuthorized: false };
    }
  };
}

type RequirementOf<P> = (event: HttpApiEvent) => Requirement<P> | "public" | undefined;

function requirementReader<P, U extends TokenUse>(options: HttpApiAuthorizerOptions<P, U>): RequirementOf<P> {
  const { verifier, routes, requirement } = COMMON_RULES;
  if (options.cache === "token") {
    assertAuthorizerOptions(options, { verifier, requirement, cache: CACHE });
    options.verifier.assertRequirement(options.requirement);
    assertCacheable("maxAge", options.requirement as AnyRequirement);
    return () => options.requirement;
  }
  assertAuthorizerOptions(options, { verifier, routes, cache: CACHE });
  for (const row of Object.values(options.routes))
    if (row !== "public") options.verifier.assertRequirement(row);
  const find = gatewayRouteFinder(options.routes as AnyRoutes);
  return (event) => {
    const key = find(gatewayRequest(event));
    return key === undefined ? undefined : options.routes[key as keyof Routes<P>];
  };
}

const CACHE = [
  (value: unknown) => value === "token" || value === "off",
  "token beside a requirement, or off beside routes",
] as const;
