// How does the function answer POST /graphql? graphql-yoga executes the operation here.
import type { OrdersPolicy } from "@claimsmith/orders-policy/contract";
import type { Verifier } from "@claimsmith/verifier";
import { fieldGuard, type OperationContext, requestContext } from "@claimsmith/verifier/graphql";
import { createGraphQLError, createSchema, createYoga } from "graphql-yoga";
import { answerOf, type HttpAnswer, type HttpEvent, postRequestOf } from "./http-messages.ts";
import { resolversOf } from "./resolvers.ts";
import typeDefs from "./schema.graphql" with { type: "text" };

const ENDPOINT = "/graphql";

/** Makes what answers an event with the result of its operation. Refused fields are errors beside the others, as GraphQL has it. */
export function graphQlOverHttp(verifier: Verifier<OrdersPolicy>): (event: HttpEvent) => Promise<HttpAnswer> {
  const yoga = createYoga({
    schema: createSchema<OperationContext<OrdersPolicy>>({
      typeDefs,
      resolvers: resolversOf(fieldGuard(verifier)),
    }),
    context: requestContext(verifier, { createError: createGraphQLError }),
    graphqlEndpoint: ENDPOINT,
    graphiql: false,
    landingPage: false,
  });
  return async (event) => answerOf(await yoga.fetch(postRequestOf(event, ENDPOINT)));
}
