// In which order, and with which handlers, does a table of routes go to a framework? Table and handlers must fit exactly.

import { ConfigurationError, type ConfigurationIssue } from "../errors.ts";
import type { TokenUse } from "../principal.ts";
import type { Requirement } from "../requirement.ts";
import type { ResourceMetadata } from "../resource-metadata.ts";
import type { Routes } from "../routes.ts";
import type { PrincipalKind } from "../token-rules.ts";
import type { Verifier } from "../verifier.ts";

/** The kind that a row demands; either where it demands none. */
export type KindOf<Q> = Q extends { readonly kind: infer K extends PrincipalKind } ? K : PrincipalKind;

/** A table, and all that belongs to it. */
export interface GuardedTable<P, U extends TokenUse, R extends Routes<P>, H> {
  readonly verifier: Verifier<P, U>;
  /** What each route demands, or `public`: see `defineRoutes`. */
  readonly routes: R;
  /** One handler for each row, and no other. */
  readonly handlers: H;
  /** Served at its path to anybody, as `application/json`. Default: none is. */
  readonly metadata?: ResourceMetadata;
}

/** One row, for a framework. */
export interface TableRow {
  readonly key: string;
  /** In upper case. */
  readonly method: string;
  /** Like `/orders/{id}`. */
  readonly path: string;
  readonly requirement: Requirement | "public";
}

/** Frameworks give other characters a meaning of their own in paths. */
const PLAIN_PATH = /^(?:\/(?:[\w.~$&',;=@-]*|\{[A-Za-z_]\w*\+?\}))+$/;

/**
 * Refuses a table that does not fit: a row without a handler, a handler without a row, a requirement that names what the
 * policy does not have. So no route is open because somebody forgot it.
 *
 * @throws ConfigurationError `ROUTES_INVALID` with every issue.
 */
export function assertTable(
  verifier: Pick<Verifier, "assertRequirement">,
  routes: Routes,
  handlers: object,
): void {
  const orphans = Object.keys(handlers).filter((key) => !Object.hasOwn(routes, key));
  assertFit([
    ...orphans.map((path) => ({ path, expected: "a row in the table of routes" })),
    ...Object.entries(routes).flatMap(([key, requirement]) => [
      ...(typeof (handlers as Record<string, unknown>)[key] === "function"
        ? []
        : [{ path: key, expected: "a handler" }]),
      ...requirementIssuesOf(verifier, key, requirement),
    ]),
  ]);
}

/** What is wrong with the requirement of a row, each under the row's name. */
export function requirementIssuesOf(
  verifier: Pick<Verifier, "assertRequirement">,
  key: string,
  requirement: Requirement | "public",
): readonly ConfigurationIssue[] {
  if (requirement === "public") return [];
  try {
    verifier.assertRequirement(requirement);
    return [];
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "ConfigurationError") throw error;
    return (error as ConfigurationError).issues.map(({ path, expected }) => ({
      path: path === "" ? key : `${key}: ${path}`,
      expected,
    }));
  }
}

/** @throws ConfigurationError `ROUTES_INVALID` with the issues, where there are any */
export function assertFit(issues: readonly ConfigurationIssue[]): void {
  if (issues.length > 0) throw new ConfigurationError("ROUTES_INVALID", issues);
}

/**
 * The rows in the order in which a framework that takes the first match must have them: text before parameters before the
 * rest of a path, segment by segment, and HEAD before the GET that would answer for it.
 *
 * @throws ConfigurationError `ROUTES_INVALID` for a path that a framework would read in another way.
 */
export function rowsInOrder(routes: Routes): readonly TableRow[] {
  const rows = Object.entries(routes).map(([key, requirement]) => {
    const [method = "", path = ""] = key.split(" ", 2);
    return { key, method, path, requirement };
  });
  const odd = rows.filter(({ path }) => !PLAIN_PATH.test(path));
  const expected =
    "a path of letters, digits and . ~ $ & ' , ; = @ - _, with parameters that are identifiers";
  assertFit(odd.map(({ key }) => ({ path: key, expected })));
  const rank = ({ method, path }: TableRow) =>
    `${path.split("/").slice(1).map(rankOf).join("")} ${method === "HEAD" ? 0 : 1}`;
  return rows.sort((a, b) => (rank(a) < rank(b) ? -1 : Number(rank(a) > rank(b))));
}

/** Compared as text. A path that has ended ranks before all of these. */
function rankOf(segment: string): string {
  if (!segment.startsWith("{")) return "1";
  return segment.endsWith("+}") ? "3" : "2";
}
