// How is each field of the schema guarded and resolved? One map for graphql-yoga and for AppSync.
import type { OrdersPolicy } from "@claimsmith/orders-policy/contract";
import type { GuardField } from "@claimsmith/verifier/graphql";
import { ordersOf } from "./orders.ts";

/** The resolvers by type and field, behind the guard of the server at hand: `fieldGuard(…)`. */
export function resolversOf(guardField: GuardField<OrdersPolicy>) {
  return {
    Query: {
      orders: guardField({ scopes: { all: ["orders/read"] } }, (_source, _arguments, { principal }) =>
        ordersOf(principal),
      ),
      queryWithGroup: guardField({ groups: { all: ["ADMINS"] } }, () => "only members of ADMINS read this"),
    },
  };
}
