// graphql-yoga: the token is verified once an operation, and each field says what it demands.
import type { Verifier } from "@claimsmith/verifier";
import { fieldGuard, type OperationContext, requestContext } from "@claimsmith/verifier/graphql";
import { createGraphQLError, createSchema, createYoga } from "graphql-yoga";
import type { OrdersPolicy } from "./contract.ts";

export function api(verifier: Verifier<OrdersPolicy>) {
  const guardField = fieldGuard(verifier);
  const schema = createSchema<OperationContext<OrdersPolicy>>({
    typeDefs: "type Query { health: String orders: String }",
    resolvers: {
      Query: {
        health: guardField("public", () => "well"),
        orders: guardField({ scopes: { all: ["orders/read"] } }, (_, _args, { principal }) => principal.sub),
      },
    },
  });
  return createYoga({ schema, context: requestContext(verifier, { createError: createGraphQLError }) });
}
