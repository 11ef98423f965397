// How is each field of the schema guarded and resolved? One map for graphql-yoga and for AppSync.
import type { OrdersPolicy } from "@claimsmith/orders-policy/contract";
import type { GuardField } from "@claimsmith/verifier/graphql";
import type { Operations } from "./operations.ts";
import { nameBehind, type ShownFailure, shownFailure } from "./problems.ts";

/** What the resolvers of a server are made of. */
export interface ResolverParts {
  /** The guard of the server at hand: `fieldGuard(…)`. */
  readonly guardField: GuardField<OrdersPolicy>;
  readonly operations: Operations;
  /** The error that this server shows to callers. */
  readonly errorOf: (failure: ShownFailure) => Error;
  /** Hears the name of the error behind a failure that is not the caller's, with the context of the operation. */
  readonly onFailure: (name: string, context: object) => void;
}

type Arguments = Readonly<Record<string, unknown>>;

/** The resolvers by type and field, behind the guard. */
export function resolversOf({ guardField, operations, errorOf, onFailure }: ResolverParts) {
  const shown = async <T>(context: object, result: Promise<T>): Promise<T> => {
    try {
      return await result;
    } catch (error) {
      const failure = shownFailure(error);
      if (failure.status >= 500) onFailure(nameBehind(error), context);
      throw errorOf(failure);
    }
  };
  const readers = { scopes: { all: ["orders/read"] } } as const;
  const people = { kind: "user", ...readers } as const;
  const writers = { kind: "user", scopes: { all: ["orders/write"] } } as const;
  return {
    Query: {
      orders: guardField(readers, (_source, page: Arguments, context) =>
        shown(context, operations.list(context.principal, given(page))),
      ),
      order: guardField(readers, (_source, { id }: Arguments, context) =>
        shown(context, operations.read(context.principal, id)),
      ),
      receipt: guardField(people, (_source, { id }: Arguments, context) =>
        shown(context, operations.receipt(context.principal, id)),
      ),
      allOrders: guardField({ scopes: { all: ["admin/*"] } }, (_source, page: Arguments, context) =>
        shown(context, operations.listAll(given(page))),
      ),
      queryWithGroup: guardField({ groups: { all: ["ADMINS"] } }, () => "only members of ADMINS read this"),
    },
    Mutation: {
      createOrder: guardField(writers, (_source, { input }: Arguments, context) =>
        shown(context, operations.create(context.principal, input)),
      ),
      cancelOrder: guardField(writers, (_source, { id }: Arguments, context) =>
        shown(context, operations.cancel(context.principal, id)),
      ),
    },
  };
}

/** An argument that is null was not given. (GraphQL, section "Coercing Field Arguments") */
function given(page: Arguments): Arguments {
  return Object.fromEntries(Object.entries(page).filter(([, value]) => value !== null));
}
