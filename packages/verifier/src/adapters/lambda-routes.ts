// Which row of a table does an event belong to? The gateway's own word goes first, since it is what the gateway routed by.
import { routeFinder } from "../route-finder.ts";
import type { AnyRoutes } from "../routes.ts";
import type { GatewayRequest } from "./lambda-event.ts";

/** The key of a request's row; `undefined`: there is none, so refuse. */
export type FindGatewayRoute = (
  request: Pick<GatewayRequest, "method" | "path" | "template">,
) => string | undefined;

/** Prepares a table for events. HEAD follows GET. */
export function gatewayRouteFinder(routes: AnyRoutes): FindGatewayRoute {
  const byPath = routeFinder(routes);
  const rowOf = (key: string) => (Object.hasOwn(routes, key) ? key : undefined);
  return ({ method, path, template }) => {
    if (template === undefined) return byPath(method, path)?.key;
    const own = rowOf(`${method} ${template}`) ?? (method === "HEAD" ? rowOf(`GET ${template}`) : undefined);
    return own ?? byPath(method, path)?.key;
  };
}
