// What does each route of the table answer?
import type { OrdersPolicy } from "@claimsmith/orders-policy/contract";
import type { GuardedHandlers } from "@claimsmith/verifier/hono";
import type { Context } from "hono";
import type { Operations } from "./operations.ts";
import type { OrdersEnv } from "./request-log.ts";
import { assertJsonType, jsonBody, pageQuery } from "./requests.ts";
import type { routes } from "./routes.ts";

/** The answer to an operation of GraphQL. */
export type AnswerGraphQl = (c: Context<OrdersEnv>) => Promise<Response>;

/** A handler for each row of the table. */
export type OrdersHandlers = GuardedHandlers<OrdersPolicy, "access", typeof routes, OrdersEnv>;

/** The handlers, on top of the operations. What they throw is answered by the app. */
export function orderHandlers(operations: Operations, answerGraphQl: AnswerGraphQl): OrdersHandlers {
  return {
    "GET /health": (c) => c.json({ status: "ok" }),
    "GET /openapi.json": async (c) => c.json((await import("./open-api.ts")).openApiDocument()),
    "GET /orders": async (c) => c.json(await operations.list(c.get("principal"), pageQuery(c))),
    "POST /orders": async (c) => {
      const order = await operations.create(c.get("principal"), await jsonBody(c));
      return c.json(order, 201, { location: `${c.env?.basePath ?? ""}/orders/${order.id}` });
    },
    "GET /orders/{id}": async (c) => c.json(await operations.read(c.get("principal"), c.req.param("id"))),
    "POST /orders/{id}/cancel": async (c) =>
      c.json(await operations.cancel(c.get("principal"), c.req.param("id"))),
    "GET /orders/{id}/receipt": async (c) =>
      c.json(await operations.receipt(c.get("principal"), c.req.param("id"))),
    "GET /admin/orders": async (c) => c.json(await operations.listAll(pageQuery(c))),
    "POST /graphql": (c) => {
      assertJsonType(c);
      return answerGraphQl(c as unknown as Context<OrdersEnv>);
    },
  };
}
