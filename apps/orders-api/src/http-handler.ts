// How does the function behind API Gateway answer?
import type { Hono } from "hono";
import { answerOf, basePathOf, type HttpAnswer, type HttpEvent, requestOf } from "./http-messages.ts";
import type { OrdersEnv } from "./request-log.ts";

/**
 * The Lambda handler for an HTTP API, payload format 2.0. What authorizer and route of the gateway said counts for nothing: the
 * app routes and verifies by itself.
 */
export function httpHandler(app: Hono<OrdersEnv>): (event: HttpEvent) => Promise<HttpAnswer> {
  return async (event) => {
    const { requestId } = event.requestContext;
    const facts = { basePath: basePathOf(event), ...(requestId !== undefined && { requestId }) };
    return answerOf(await app.fetch(requestOf(event), facts));
  };
}
