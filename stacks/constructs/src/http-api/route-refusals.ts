// Is every route one that API Gateway can guard with scopes?
import type { Refusal } from "../refusal.ts";

type Routes = Readonly<Record<string, readonly string[] | "public">>;

/** Routes per API can be raised by asking; scopes per route cannot. (API Gateway: Quotas for configuring and running an HTTP API) */
const MAX_ROUTES = 300;
const MAX_SCOPES = 10;

const METHODS = "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS";
/** A method, and a path of segments: text, `{name}`, and at the end `{name+}`. */
const KEY = new RegExp(
  `^(?:${METHODS}) /(?:(?:[\\w.~!$&'()*,;=:@%+-]+|\\{\\w+\\})(?:/(?!$)|$))*(?:\\{\\w+\\+\\})?$`,
);
/** (RFC 6749, section 3.3) */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** Every refusal of a table of routes. */
export function routeRefusals(routes: Routes): readonly Refusal[] {
  const keys = Object.keys(routes);
  return [
    ...countRefusals(keys.length),
    ...keyRefusals(keys),
    ...Object.entries(routes).flatMap(scopeRefusals),
  ];
}

function countRefusals(count: number): readonly Refusal[] {
  if (count === 0) return [{ code: "ROUTES_MISSING", at: "routes", text: "expected at least one route" }];
  if (count <= MAX_ROUTES) return [];
  const text = `expected at most ${MAX_ROUTES} routes, the quota of an API: make two APIs of it`;
  return [{ code: "ROUTES_TOO_MANY", at: "routes", text }];
}

function keyRefusals(keys: readonly string[]): readonly Refusal[] {
  const first = new Map<string, string>();
  return keys.flatMap((key) => {
    const at = `routes.${key}`;
    if (!KEY.test(key)) {
      const text =
        "expected a route like GET /orders/{id}: every method and path is named, so that each has its own scopes";
      return [{ code: "ROUTE_INVALID", at, text }];
    }
    const shape = key.replace(/\{\w+(\+?)\}/g, "{$1}");
    const twin = first.get(shape);
    if (twin === undefined) {
      first.set(shape, key);
      return [];
    }
    return [
      { code: "ROUTE_TWICE", at, text: `expected other paths than those of ${twin}: leave one of them out` },
    ];
  });
}

function scopeRefusals([key, scopes]: readonly [string, readonly string[] | "public"]): readonly Refusal[] {
  if (scopes === "public") return [];
  const at = `routes.${key}`;
  if (scopes.length === 0) {
    const text = "expected scopes, or public: without scopes the authorizer lets an ID token through";
    return [{ code: "ROUTE_WITHOUT_SCOPES", at, text }];
  }
  const malformed = scopes.filter((scope) => !SCOPE.test(scope));
  return [
    ...malformed.map(() => ({ code: "SCOPE_INVALID", at, text: "expected scopes without blanks or quotes" })),
    ...(scopes.length > MAX_SCOPES ? [tooMany(at)] : []),
  ];
}

function tooMany(at: string): Refusal {
  const text = `expected at most ${MAX_SCOPES} scopes, the quota of a route: make one scope of those that go together`;
  return { code: "ROUTE_SCOPES_TOO_MANY", at, text };
}
