// What is the API, wherever it runs? A Hono app behind the guard: the Lambda function and the plain server both hand requests to it.
import type { OrdersPolicy } from "@claimsmith/orders-policy/contract";
import type { Verifier } from "@claimsmith/verifier";
import { guardRoutes } from "@claimsmith/verifier/hono";
import { type ErrorHandler, Hono, type MiddlewareHandler } from "hono";
import { type AnswerGraphQl, orderHandlers } from "./handlers.ts";
import type { Operations } from "./operations.ts";
import { nameBehind, problemResponse, shownFailure } from "./problems.ts";
import { type OrdersEnv, recordRequests, type WriteLog, writeLog } from "./request-log.ts";
import { limitBodies, takeBareToken } from "./requests.ts";
import { routes } from "./routes.ts";

/** What an app is made of. */
export interface AppParts {
  readonly verifier: Verifier<OrdersPolicy>;
  readonly operations: Operations;
  /** The text of `schema.graphql`: a bundle has it inside, a server reads the file. */
  readonly schemaText: string;
  /** What goes in front of the guard: CORS, where no gateway does it. Default: nothing. */
  readonly inFront?: MiddlewareHandler;
  /** Takes the log. Default: the standard output. */
  readonly write?: WriteLog;
}

/**
 * The app. Every route of the table is verified here, whatever a gateway did before.
 *
 * @throws ConfigurationError `ROUTES_INVALID` at once, where table and handlers do not fit
 */
export function ordersApp(parts: AppParts): Hono<OrdersEnv> {
  const { verifier, operations, inFront, write = writeLog } = parts;
  const app = appWithoutRoutes(write);
  if (inFront !== undefined) app.use(inFront);
  app.use(limitBodies);
  app.use("/graphql", takeBareToken);
  return guardRoutes(app, {
    verifier,
    routes,
    handlers: orderHandlers(operations, graphQlWhenAsked(parts)),
  });
}

/** What is around any route: ids, the log, and problem documents for what handlers throw. */
export function appWithoutRoutes(write: WriteLog): Hono<OrdersEnv> {
  const app = new Hono<OrdersEnv>();
  app.use(recordRequests(routes, write));
  app.onError(answerError);
  return app;
}

const answerError: ErrorHandler<OrdersEnv> = (error, c) => {
  const failure = shownFailure(error);
  if (failure.status >= 500) c.set("error", nameBehind(error));
  return problemResponse(failure);
};

/** graphql-yoga is most of a start, so it waits for the first operation. */
function graphQlWhenAsked(parts: AppParts): AnswerGraphQl {
  let loaded: Promise<AnswerGraphQl> | undefined;
  return async (c) => {
    loaded ??= import("./graphql-over-http.ts").then(({ graphQlOverHttp }) => graphQlOverHttp(parts));
    return (await loaded)(c);
  };
}
