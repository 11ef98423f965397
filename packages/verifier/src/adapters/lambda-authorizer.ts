// What have the authorizers of both kinds of API in common? How they refuse, what they pass on, which options they take.
import { isJsonObject } from "@claimsmith/cognito-model";
import { ConfigurationError, type ConfigurationIssue, isVerificationError } from "../errors.ts";
import type { Principal, TokenUse } from "../principal.ts";
import { type AnyRequirement, partsOf } from "../requirement.ts";
import type { PrincipalKind } from "../token-rules.ts";

/**
 * What integrations read under `requestContext.authorizer`: texts alone, since the two kinds of API flatten all else each in
 * its own way. Scopes have no spaces, so theirs is exact. Who needs claims or groups verifies again: see `guard`.
 */
export interface AuthorizerContext {
  readonly [name: string]: string;
  readonly sub: string;
  readonly kind: PrincipalKind;
  /** The name of the client in the policy. */
  readonly client: string;
  readonly clientId: string;
  readonly scope: string;
}

/** The context of a principal. */
export function authorizerContext<P, U extends TokenUse>(
  principal: Principal<P, PrincipalKind, U>,
): AuthorizerContext {
  const { sub, kind, client, clientId, scopes } = principal;
  return { sub, kind, client, clientId, scope: scopes.join(" ") };
}

/**
 * Says 401 in the one way that there is: by failing with this very word. What is no bad token, an outage of the keys say, fails
 * with another one, which the gateway answers with 500, and a token that lacks something is the caller's to deny, with 403.
 * (AWS: Lambda authorizers for REST APIs. That HTTP APIs read the word as well is unverified: they answer 401, or 500.)
 */
export function failUnlessForbidden(error: unknown): void {
  if (!isVerificationError(error) || error.status === 503) throw error;
  if (error.status !== 403) throw new Error("Unauthorized");
}

/** Every option by name, and whether a value will do. */
export type AuthorizerOptionRules = Readonly<
  Record<string, readonly [holds: (value: unknown) => boolean, expected: string]>
>;

/**
 * Refuses unknown, missing and wrong options.
 *
 * @throws ConfigurationError `OPTIONS_INVALID` with every issue.
 */
export function assertAuthorizerOptions(options: unknown, rules: AuthorizerOptionRules): void {
  const given = isJsonObject(options) ? options : {};
  const names = Object.keys(rules);
  const issues: readonly ConfigurationIssue[] = [
    ...Object.keys(given)
      .filter((name) => !names.includes(name))
      .map((path) => ({ path, expected: `one of ${names.join(", ")}` })),
    ...Object.entries(rules)
      .filter(([name, [holds]]) => !holds(given[name]))
      .map(([path, [, expected]]) => ({ path, expected })),
  ];
  if (issues.length > 0) throw new ConfigurationError("OPTIONS_INVALID", issues);
}

/**
 * Refuses ages where decisions are cached: a token that is young enough now is not so later, and nobody would ask again.
 *
 * @throws ConfigurationError `REQUIREMENT_INVALID`
 */
export function assertCacheable(path: string, requirement: AnyRequirement): void {
  if (partsOf(requirement).every(({ maxAge }) => maxAge === undefined)) return;
  const expected = "no age, since the gateway caches the decision: demand it in the function";
  throw new ConfigurationError("REQUIREMENT_INVALID", [{ path, expected }]);
}

/** The rules that both kinds of API have. */
export const COMMON_RULES = {
  verifier: [isJsonObject, "a verifier"],
  routes: [isJsonObject, "a table of routes"],
  requirement: [isJsonObject, "a requirement"],
} as const satisfies AuthorizerOptionRules;
