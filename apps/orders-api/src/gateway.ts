// What do the stacks need to know of the functions? Plain data, read from the code that is deployed.
import type { OrdersPolicy } from "@claimsmith/orders-policy/contract";
import { gatewayScopes } from "@claimsmith/verifier";
import type { GuardField } from "@claimsmith/verifier/graphql";
import { TABLE_KEYS } from "./dynamo-store.ts";
import type { Operations } from "./operations.ts";
import { resolversOf } from "./resolvers.ts";
import { routes } from "./routes.ts";

/** The keys of the table that both functions read and write: `partitionKey` and `sortKey`, texts. */
export { TABLE_KEYS };

/** The Lambda handler settings of the zip: one function for the HTTP API, and where AppSync is deployed one that it alone may invoke. */
export const HANDLERS = { http: "index.http", appSync: "index.appSync" } as const;

/**
 * Route key of the HTTP API → scopes for its JWT authorizer, at least one of which must be on the token; `"public"` for a route
 * without authorizer. See `gatewayScopes` of the verifier.
 */
export const routeScopes: Readonly<Record<string, readonly string[] | "public">> = gatewayScopes(routes);

/** A field that the function resolves for AppSync, in the words of its events. */
export interface ResolvedField {
  readonly parentTypeName: string;
  readonly fieldName: string;
}

/** Names alone are read here: who knows no pool has no guard, and no orders. Never resolve with it. */
const unguarded = ((_requirement: unknown, resolver: unknown) => resolver) as GuardField<OrdersPolicy>;
const names = resolversOf({
  guardField: unguarded,
  operations: {} as Operations,
  errorOf: ({ text }) => new TypeError(text),
  onFailure: () => {},
});

/** Every field that needs a resolver in AppSync. */
export const resolvedFields: readonly ResolvedField[] = Object.entries(names).flatMap(
  ([parentTypeName, fields]) => Object.keys(fields).map((fieldName) => ({ parentTypeName, fieldName })),
);
