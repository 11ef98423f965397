// What does a route of a Fastify app demand? It says so itself, or a table says it.
import type { RouteOptions } from "fastify";
import type { ConfigurationIssue } from "../errors.ts";
import type { Requirement } from "../requirement.ts";
import type { Routes } from "../routes.ts";
import type { Verifier } from "../verifier.ts";
import { assertFit, requirementIssuesOf } from "./guarded-table.ts";

/** What a route says of itself, in its `config`. */
export interface RouteConfig {
  readonly requirement?: Requirement | "public";
}

/**
 * Reads each route as it is registered: it must say what it demands, or be in the table.
 *
 * @throws ConfigurationError `ROUTES_INVALID` for the table at once, and then for each route that does not fit.
 */
export function routeReader(verifier: Pick<Verifier, "assertRequirement">, routes: Routes | undefined) {
  const rows = new Map(Object.entries(routes ?? {}).map(([key, row]) => [shapeOf(key), row]));
  assertFit(Object.entries(routes ?? {}).flatMap(([key, row]) => requirementIssuesOf(verifier, key, row)));
  return (route: RouteOptions): void => {
    const own = (route.config as RouteConfig | undefined)?.requirement;
    const demands = [route.method].flat().map((method) => {
      const key = `${method} ${route.url}`;
      return { key, requirement: routes === undefined ? own : rowOf(rows, key) };
    });
    assertFit(demands.flatMap(({ key, requirement }) => routeIssues(verifier, key, requirement)));
    if (routes === undefined) return;
    const [first, ...others] = new Set(demands.map(({ requirement }) => requirement));
    const path = `${route.method} ${route.url}`;
    if (own !== undefined) assertFit([{ path, expected: "no requirement beside that of the table" }]);
    if (others.length > 0)
      assertFit([{ path, expected: "one route for each method: they differ in the table" }]);
    Object.assign(route, { config: { ...route.config, requirement: first } });
  };
}

function routeIssues(
  verifier: Pick<Verifier, "assertRequirement">,
  key: string,
  requirement: Requirement | "public" | undefined,
): readonly ConfigurationIssue[] {
  if (requirement !== undefined) return requirementIssuesOf(verifier, key, requirement);
  return [{ path: key, expected: "a requirement or public, in the table or in the config of the route" }];
}

/** HEAD follows GET. */
function rowOf(rows: ReadonlyMap<string, Requirement | "public">, key: string) {
  const shape = shapeOf(key);
  return rows.get(shape) ?? rows.get(shape.replace(/^HEAD /, "GET "));
}

/** A route without the names of its parameters, as the table and Fastify both write it; `/` at the end means nothing. */
function shapeOf(key: string): string {
  return key
    .replace(/(?<=.\/.+)\/$/, "")
    .replace(/\/\*$|\/\{\w+\+\}$/, "/{+}")
    .replace(/\/(?::\w+|\{\w+\})(?=\/|$)/g, "/{}");
}
