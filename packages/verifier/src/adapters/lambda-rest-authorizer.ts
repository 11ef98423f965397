// How does a Lambda authorizer of a REST API decide? TOKEN and REQUEST events, policies. (AWS: Lambda authorizers for REST APIs)
import type { AnyPrincipal } from "../checks/required/index.ts";
import { requirementRefusal } from "../held-requirement.ts";
import type { TokenUse } from "../principal.ts";
import type { RequestCredentials } from "../request-token.ts";
import type { AnyRequirement, Requirement } from "../requirement.ts";
import type { AnyRoutes, Routes } from "../routes.ts";
import type { Verifier } from "../verifier.ts";
import { assertFit, requirementIssuesOf } from "./guarded-table.ts";
import {
  assertAuthorizerOptions,
  assertCacheable,
  authorizerContext,
  COMMON_RULES,
  failUnlessForbidden,
} from "./lambda-authorizer.ts";
import { type GatewayRequest, gatewayRequest, type RestApiEvent } from "./lambda-event.ts";
import { type PolicyAnswer, policyOfMethod, tablePolicies } from "./lambda-policy.ts";
import { gatewayRouteFinder } from "./lambda-routes.ts";

/** What is read of an event of an authorizer of the type TOKEN. */
export interface RestTokenEvent {
  readonly type: "TOKEN";
  readonly methodArn: string;
  readonly authorizationToken?: string;
}

/** What is read of an event of an authorizer of the type REQUEST. */
export interface RestRequestEvent extends RestApiEvent {
  readonly type: "REQUEST";
  readonly methodArn: string;
}

/** Either. */
export type RestAuthorizerEvent = RestTokenEvent | RestRequestEvent;

/** What the authorizer decides. */
export interface RestApiAuthorizerOptions<P, U extends TokenUse = "access"> {
  readonly verifier: Verifier<P, U>;
  /** Every route of the stage. */
  readonly routes: Routes<P>;
  /**
   * Whether the gateway caches answers by token. `token`: the policy says of every row whether the token may use it, so a
   * cached one is right for the next request as well; it is used after the token expires, so keep the time to live short.
   * `off`: the policy is for the one request, and the time to live must be 0.
   */
  readonly cache: "token" | "off";
}

/**
 * The handler of an authorizer. In a policy `*` goes across slashes: what is not in the table, below a row with a parameter, may
 * pass the gateway where that row may, so list every route.
 *
 * @throws ConfigurationError `OPTIONS_INVALID`, `ROUTES_INVALID` or `REQUIREMENT_INVALID` at once, before any event. The
 * handler fails with `Unauthorized` for 401, and with VerificationError where keys cannot be had.
 */
export function restApiAuthorizer<P, U extends TokenUse = "access">(
  options: RestApiAuthorizerOptions<P, U>,
): (event: RestAuthorizerEvent) => Promise<PolicyAnswer> {
  const { verifier, routes } = options;
  const isCache = (value: unknown) => value === "token" || value === "off";
  const { verifier: aVerifier, routes: aTable } = COMMON_RULES;
  assertAuthorizerOptions(options, { verifier: aVerifier, routes: aTable, cache: [isCache, "token or off"] });
  assertFit(Object.entries(routes).flatMap(([key, row]) => requirementIssuesOf(verifier, key, row)));
  return options.cache === "token" ? byToken(verifier, routes) : byRequest(verifier, routes);
}

/** One policy for all that a token may do. The token alone decides. */
function byToken<P, U extends TokenUse>(verifier: Verifier<P, U>, routes: Routes<P>) {
  const rows = routes as AnyRoutes;
  for (const [key, row] of Object.entries(rows)) if (row !== "public") assertCacheable(key, row);
  const policyOf = tablePolicies(rows);
  const refusalOf = requirementRefusal();
  return async (event: RestAuthorizerEvent): Promise<PolicyAnswer> => {
    try {
      const principal = await verifier.verifyRequest(requestOf(event).credentials, {});
      // No row has an age, so the moment of issue is as good as any other.
      const may = (row: AnyRequirement | "public") =>
        row === "public" ||
        refusalOf(principal as AnyPrincipal, row, principal.issuedAtSeconds) === undefined;
      return {
        ...policyOf(event.methodArn, may),
        principalId: principal.sub,
        context: authorizerContext(principal),
      };
    } catch (error) {
      failUnlessForbidden(error);
      return policyOfMethod(event.methodArn, "Deny");
    }
  };
}

/** One policy for one request. */
function byRequest<P, U extends TokenUse>(verifier: Verifier<P, U>, routes: Routes<P>) {
  const find = gatewayRouteFinder(routes as AnyRoutes);
  return async (event: RestAuthorizerEvent): Promise<PolicyAnswer> => {
    const request = requestOf(event);
    const key = find(request);
    const row: Requirement<P> | "public" | undefined =
      key === undefined ? undefined : routes[key as keyof Routes<P>];
    if (row === undefined || row === "public")
      return policyOfMethod(event.methodArn, row === undefined ? "Deny" : "Allow");
    try {
      const principal = await verifier.verifyRequest(request.credentials, row);
      const context = authorizerContext(principal);
      return { ...policyOfMethod(event.methodArn, "Allow"), principalId: principal.sub, context };
    } catch (error) {
      failUnlessForbidden(error);
      return policyOfMethod(event.methodArn, "Deny");
    }
  };
}

/** A TOKEN event has but the header and `arn:…:api/stage/METHOD/path`. */
function requestOf(
  event: RestAuthorizerEvent,
): Pick<GatewayRequest, "method" | "path" | "template" | "credentials"> {
  if (event.type !== "TOKEN") return gatewayRequest(event);
  const [, , method = "", ...segments] = event.methodArn.split("/");
  const credentials: RequestCredentials = { authorization: event.authorizationToken, url: null };
  return { method, path: `/${segments.join("/")}`, template: undefined, credentials };
}
