// What is put under load? The app as it is, and the same handler without a verifier in front of it.
import { environments, personas, policy } from "@claimsmith/orders-policy";
import { contract } from "@claimsmith/orders-policy/contract";
import { testIssuer } from "@claimsmith/testkit";
import { createVerifier } from "@claimsmith/verifier";
import type { Handler } from "hono";
import { appWithoutRoutes, ordersApp } from "../src/app.ts";
import { TOKEN_CACHE } from "../src/configuration.ts";
import { orderHandlers } from "../src/handlers.ts";
import { type Caller, type Operations, orderOperations } from "../src/operations.ts";
import type { OrderStore } from "../src/order-store.ts";
import { listen } from "../src/server.ts";
import type { Order } from "../src/shapes.ts";
import { SAMPLE_ORDERS } from "./sample-orders.ts";

/** Without the verifier; with it; with one that remembers tokens, as the API's does. */
export type LoadVariant = "without" | "with" | "remembering";

/** What a server under load says of itself, in one line of JSON. */
export interface Served {
  readonly url: string;
  readonly authorization: string;
}

/** Serves an order of bob's company until the process is ended. */
export async function serveForLoad(variant: LoadVariant): Promise<void> {
  const issuer = await testIssuer({ policy, environment: environments.local });
  const { accessToken } = await issuer.issue(personas.bob);
  const verifier = createVerifier(contract, {
    ...issuer.verifierOptions,
    ...(variant === "remembering" && { cache: TOKEN_CACHE }),
  });
  const operations = operationsInMemory();
  const caller = await verifier.verify(accessToken, {});
  const app =
    variant === "without"
      ? unguardedApp(operations, caller)
      : ordersApp({ verifier, operations, schemaText: "", write: () => {} });
  const server = await listen((request) => app.fetch(request, {}), { port: 0, host: "127.0.0.1" });
  const [order] = (await operations.list(caller, { limit: 1 })).orders;
  const url = `http://127.0.0.1:${server.port}/orders/${order?.id}`;
  const served: Served = { url, authorization: `Bearer ${accessToken}` };
  process.stdout.write(`${JSON.stringify(served)}\n`);
}

/** The route alone, for a caller who is always the same. Never serve this to anybody. */
function unguardedApp(operations: Operations, caller: Caller) {
  const handler = orderHandlers(operations, async () => new Response())["GET /orders/{id}"] as Handler;
  const app = appWithoutRoutes(() => {});
  app.use(async (c, next) => {
    c.set("principal" as never, caller as never);
    await next();
  });
  app.get("/orders/:id", handler);
  return app;
}

/** Reading alone, from a map. */
function operationsInMemory(): Operations {
  const orders = new Map<string, Order>(
    SAMPLE_ORDERS.map((order) => [`${order.companyId} ${order.id}`, order]),
  );
  const unused = async (): Promise<never> => {
    throw new TypeError("nothing but reading is measured");
  };
  const store: OrderStore = {
    get: async ({ companyId, id }) => orders.get(`${companyId} ${id}`),
    put: unused,
    cancel: unused,
    ofCompany: async (company) => ({
      orders: SAMPLE_ORDERS.filter(({ companyId }) => companyId === company),
      hasMore: false,
    }),
    ofEveryone: unused,
  };
  return orderOperations({ store, fetchProfile: unused });
}
