// Which fields of a schema has nobody guarded? For a test of the schema: a field that somebody forgot fails it.
import { isGuarded } from "./graphql-guard.ts";

/** What is read of a type of graphql-js. */
interface RootType {
  readonly name: string;
  getFields(): Readonly<Record<string, unknown>>;
}

/** What is read of a `GraphQLSchema` of graphql-js, executable or built from the language alone. */
export interface SchemaOfFields {
  getQueryType(): RootType | null | undefined;
  getMutationType(): RootType | null | undefined;
  getSubscriptionType(): RootType | null | undefined;
}

/** Resolvers by type and field: functions, or objects with `resolve` or `subscribe`. */
export type ResolverMap = Readonly<Record<string, unknown>>;

/**
 * The root fields without a guard, like `Query.orders`; a field without a resolver is among them. A subscription is guarded
 * where it subscribes. Fields below are reached through these alone.
 *
 * @param resolvers the ones that the server is given: an executable schema holds others, bound by its maker
 */
export function unguardedFields(schema: SchemaOfFields, resolvers: ResolverMap): readonly string[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots.flatMap((root) => {
    if (!root) return [];
    const fields = root.getFields();
    const given = (resolvers[root.name] ?? {}) as ResolverMap;
    const open = Object.keys(fields).filter((name) => {
      const resolver = Object.hasOwn(given, name) ? given[name] : undefined;
      return !isGuarded(entryOf(resolver, root === roots[2]));
    });
    return open.map((name) => `${root.name}.${name}`);
  });
}

/** The function that is called first. */
export function entryOf(resolver: unknown, subscribes: boolean): unknown {
  if (typeof resolver !== "object" || resolver === null) return resolver;
  const { subscribe, resolve } = resolver as { readonly subscribe?: unknown; readonly resolve?: unknown };
  return subscribes ? (subscribe ?? resolve) : resolve;
}
