// How does the function behind API Gateway answer?
import type { OrdersPolicy } from "@claimsmith/orders-policy/contract";
import type { Verifier } from "@claimsmith/verifier";
import { guardRoutes } from "@claimsmith/verifier/lambda";
import { type HttpAnswer, type HttpEvent, jsonAnswer } from "./http-messages.ts";
import { ordersOf, ordersOfEveryone } from "./orders.ts";
import { routes } from "./routes.ts";

/**
 * The Lambda handler for an HTTP API, payload format 2.0. Every route of the table is verified here again, whatever the gateway
 * did.
 *
 * @throws ConfigurationError `ROUTES_INVALID` at once, where table and handlers do not fit
 */
export function httpHandler(verifier: Verifier<OrdersPolicy>): (event: HttpEvent) => Promise<unknown> {
  const answerGraphQl = graphQlWhenAsked(verifier);
  return guardRoutes({
    verifier,
    routes,
    handlers: {
      "GET /health": () => jsonAnswer({ status: "ok" }),
      "GET /orders": (_event, principal) => jsonAnswer({ orders: ordersOf(principal) }),
      "GET /admin/orders": () => jsonAnswer({ orders: ordersOfEveryone() }),
      "POST /graphql": (event: HttpEvent) => answerGraphQl(event),
    },
  });
}

/** graphql-yoga is most of the zip and of its start, so it waits for the first operation. */
function graphQlWhenAsked(verifier: Verifier<OrdersPolicy>): (event: HttpEvent) => Promise<HttpAnswer> {
  let loaded: Promise<(event: HttpEvent) => Promise<HttpAnswer>> | undefined;
  return async (event) => {
    loaded ??= import("./graphql-over-http.ts").then(({ graphQlOverHttp }) => graphQlOverHttp(verifier));
    return (await loaded)(event);
  };
}
