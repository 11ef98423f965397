// Which route of an API gets a request? One that names its path in full, before one with variables.
import type { DeployedRoute } from "./deployed-api.ts";

/** A route, and what its variables stand for. */
export interface MatchedRoute {
  readonly route: DeployedRoute;
  /** Like `{ id: "7" }` for `/orders/7` and `GET /orders/{id}`. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/**
 * The route of a request, `undefined` where there is none. Greedy variables (`{name+}`), `ANY` and `$default` are not known here: the
 * constructs refuse routes without a method and deploy no default. (API Gateway: Create routes for HTTP APIs, Routing API requests)
 */
export function matchedRoute(
  routes: readonly DeployedRoute[],
  { method, path }: { readonly method: string; readonly path: string },
): MatchedRoute | undefined {
  const matches = routes.flatMap((route) => {
    const values = patternOf(route).exec(`${method} ${path}`);
    return values === null ? [] : [{ route, pathParameters: { ...values.groups } }];
  });
  const [inFull] = matches.filter(({ pathParameters }) => Object.keys(pathParameters).length === 0);
  return inFull ?? matches[0];
}

function patternOf({ routeKey }: DeployedRoute): RegExp {
  const parts = routeKey.split(/(\{\w+\})/).map((part) => {
    const [, name] = /^\{(\w+)\}$/.exec(part) ?? [];
    return name === undefined ? part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") : `(?<${name}>[^/]+)`;
  });
  return new RegExp(`^${parts.join("")}$`);
}
