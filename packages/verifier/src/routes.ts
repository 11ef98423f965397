// What does each route of an API demand? One table, as plain data: for adapters, for API Gateway, for OpenAPI.
import type { TokenContract } from "@claimsmith/claims-policy/contract";
import { isJsonObject } from "@claimsmith/cognito-model";
import { deepFreeze } from "./deep-freeze.ts";
import { ConfigurationError, type ConfigurationIssue } from "./errors.ts";
import { type AnyRequirement, partsOf, type Requirement } from "./requirement.ts";
import { requirementIssues } from "./requirement-issues.ts";
import { tokenRules } from "./token-rules.ts";

/** The methods that a table can name. HEAD follows GET where it is not named itself. (RFC 9110, section 9.3.2) */
export type RouteMethod = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";

/** Like `GET /orders/{id}`; `{rest+}` at the end stands for one or more segments, as in API Gateway. */
export type RouteKey = `${RouteMethod} /${string}`;

/** Routes and what each demands. `public` is written out: a route that nobody thought of is not in the table, and is refused. */
export type Routes<P = unknown> = { readonly [key: RouteKey]: Requirement<P> | "public" };

/** A table as the program reads it. */
export type AnyRoutes = Readonly<Record<string, AnyRequirement | "public">>;

const METHODS = "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS";
/** A method, and a path of segments: text, `{name}`, and at the end `{name+}`. */
const KEY = new RegExp(
  `^(?:${METHODS}) /(?:(?:[\\w.~!$&'()*,;=:@%+-]+|\\{\\w+\\})(?:/(?!$)|$))*(?:\\{\\w+\\+\\})?$`,
);

/**
 * A table of routes, frozen, with its keys for the type checker.
 *
 * @throws ConfigurationError `CONTRACT_INVALID`; `ROUTES_INVALID` with every issue: a key that is no route, two routes that
 * match the same paths, a requirement that names what the policy does not have.
 */
export function defineRoutes<P, const R extends Routes<P>>(
  contract: TokenContract<P>,
  routes: R & { readonly [K in keyof R]: K extends RouteKey ? unknown : never },
): R {
  const issues = routeIssues(routes, requirementIssues(tokenRules(contract)));
  if (issues.length > 0) throw new ConfigurationError("ROUTES_INVALID", issues);
  return deepFreeze(routes);
}

function routeIssues(
  routes: unknown,
  ofRequirement: ReturnType<typeof requirementIssues>,
): readonly ConfigurationIssue[] {
  if (!isJsonObject(routes)) return [{ path: "", expected: "requirements, or public, by route" }];
  const shapes = new Map<string, string>();
  return Object.entries(routes).flatMap(([key, requirement]) => {
    if (!KEY.test(key)) return [{ path: key, expected: "a route like GET /orders/{id}" }];
    const shape = key.replace(/\{\w+(\+?)\}/g, "{$1}");
    const twin = shapes.get(shape);
    shapes.set(shape, key);
    if (twin !== undefined) return [{ path: key, expected: `other paths than those of ${twin}` }];
    if (requirement === "public") return [];
    return ofRequirement("", requirement).map(({ path, expected }) => ({
      path: path === "" ? key : `${key}: ${path}`,
      expected,
    }));
  });
}

/**
 * The scopes to give a route in API Gateway's JWT authorizer: at least one of them must be on the token. It knows no "all",
 * so this refuses early what it can and nothing that the verifier would accept; the verifier still decides. `public` for
 * a route without authorizer; an empty list where no scope is demanded, or where ID tokens may stand in for scopes.
 */
export function gatewayScopes(routes: AnyRoutes): Readonly<Record<string, readonly string[] | "public">> {
  const scopesOf = ({ scopes, idToken }: AnyRequirement): readonly string[] =>
    idToken !== undefined ? [] : (scopes?.all?.slice(0, 1) ?? scopes?.any ?? []);
  const entries = Object.entries(routes).map(([key, requirement]) => {
    if (requirement === "public") return [key, requirement] as const;
    const parts = partsOf(requirement);
    return [key, parts.map(scopesOf).find((scopes) => scopes.length > 0) ?? []] as const;
  });
  return Object.fromEntries(entries);
}
