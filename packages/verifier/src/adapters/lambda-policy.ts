// Which policy says of every route of a stage whether it may be called? In a policy `*` goes across slashes, which routes do not.
import type { AnyRequirement } from "../requirement.ts";
import { routeFinder } from "../route-finder.ts";
import type { AnyRoutes } from "../routes.ts";
import { assertFit } from "./guarded-table.ts";
import type { AuthorizerContext } from "./lambda-authorizer.ts";

/** One statement. */
export interface PolicyStatement {
  Action: "execute-api:Invoke";
  Effect: "Allow" | "Deny";
  Resource: string[];
}

/** What a REST API wants of its authorizer. (AWS: Output from an API Gateway Lambda authorizer) */
export interface PolicyAnswer {
  principalId: string;
  policyDocument: { Version: "2012-10-17"; Statement: PolicyStatement[] };
  context?: AuthorizerContext;
}

/** The policy of one request; nobody's, until a principal is known. */
export function policyOfMethod(methodArn: string, effect: PolicyStatement["Effect"]): PolicyAnswer {
  return answerOf([statement(effect, [methodArn])]);
}

/** The policy for all rows, given the ARN of any request of the stage and what may be done. */
export type PolicyOf = (methodArn: string, may: (row: AnyRequirement | "public") => boolean) => PolicyAnswer;

/** A row for one method. */
interface Entry {
  readonly key: string;
  readonly method: string;
  readonly segments: readonly string[];
  readonly row: AnyRequirement | "public";
}

/**
 * Prepares the policies of a table. What may be called is allowed. What may not is denied as far as the pattern of something
 * allowed goes over it: `GET/orders/*` over `GET/orders/1/refunds`. A denial is for a pattern too, so it may go over a row
 * that lies below the denied one; that is the safe side.
 *
 * @throws ConfigurationError `ROUTES_INVALID` for a path with a star, which a policy would read as a pattern.
 */
export function tablePolicies(routes: AnyRoutes): PolicyOf {
  const starred = Object.keys(routes).filter((key) => key.includes("*"));
  assertFit(starred.map((path) => ({ path, expected: "a path without stars" })));
  const entries = Object.keys(routes).flatMap((key) => entriesOf(key, routes));
  const find = routeFinder(routes);
  const overlaps = new Map(
    entries.map((entry) => [entry, new Map(entries.map((other) => [other, overlap(other, entry)]))]),
  );

  /** Patterns of requests that go to `entry`, and that the pattern of `other` goes over. */
  function overlap(other: Entry, entry: Entry): readonly string[] {
    if (other.key === entry.key || other.method !== entry.method) return [];
    const paths = [...common(other.segments, entry.segments)].map((segments) => segments.join("/"));
    return paths.filter((path) => find(entry.method, `/${path}`)?.key === entry.key);
  }

  return (methodArn, may) => {
    const [api, stage] = methodArn.split("/", 2);
    const arnOf = (method: string, path: string) => `${api}/${stage}/${method}/${path}`;
    const allowed = entries.filter(({ row }) => may(row));
    const denied = entries.filter((entry) => !allowed.includes(entry));
    const denials = denied.flatMap((entry) =>
      allowed.flatMap(
        (other) =>
          overlaps
            .get(entry)
            ?.get(other)
            ?.map((path) => arnOf(entry.method, path)) ?? [],
      ),
    );
    if (allowed.length === 0) return answerOf([statement("Deny", [`${api}/${stage}/*`])]);
    const allowances = allowed.map(({ method, segments }) =>
      arnOf(method, segments.map(patternOf).join("/")),
    );
    return answerOf([
      statement("Allow", allowances),
      ...(denials.length > 0 ? [statement("Deny", denials)] : []),
    ]);
  };
}

/** HEAD follows GET. */
function entriesOf(key: string, routes: AnyRoutes): readonly Entry[] {
  const [method = "", path = ""] = key.split(" ", 2);
  const row = routes[key] ?? "public";
  const follows = method === "GET" && !Object.hasOwn(routes, `HEAD ${path}`);
  const segments = path.split("/").slice(1);
  return (follows ? ["GET", "HEAD"] : [method]).map((method) => ({ key, method, segments, row }));
}

const isParameter = (segment: string) => segment.startsWith("{");
const isRest = (segment: string) => segment.endsWith("+}");
const patternOf = (segment: string) => (isParameter(segment) ? "*" : segment);

/**
 * What a pattern (whose parameters go across slashes) and a route have in common, as paths with stars where any text will do.
 */
function* common(pattern: readonly string[], route: readonly string[]): Generator<readonly string[]> {
  const [head, ...others] = pattern;
  const [first, ...rest] = route;
  if (head === undefined || first === undefined) {
    if (head === first) yield [];
    return;
  }
  if (!isParameter(head) && !isParameter(first) && head !== first) return;
  const own = isParameter(head) ? patternOf(first) : head;
  const lefts: (readonly [readonly string[], readonly string[]])[] = [[others, rest]];
  // A star of the pattern, or the rest of the route, may take one segment more.
  if (isParameter(head)) lefts.push([pattern, rest]);
  if (isRest(first)) lefts.push([others, route]);
  for (const [patternLeft, routeLeft] of lefts)
    for (const path of common(patternLeft, routeLeft)) yield [own, ...path];
}

function statement(Effect: PolicyStatement["Effect"], Resource: readonly string[]): PolicyStatement {
  return { Action: "execute-api:Invoke", Effect, Resource: [...new Set(Resource)] };
}

function answerOf(Statement: PolicyStatement[]): PolicyAnswer {
  return { principalId: "nobody", policyDocument: { Version: "2012-10-17", Statement } };
}
