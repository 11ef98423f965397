// Does the adapter for Hono behave as all do? With Hono's own CORS handling and server.
import { type ServerType, serve } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { cors } from "hono/cors";
import { expect, test } from "vitest";
import { guard, guardRoutes } from "../../src/adapters/hono.ts";
import { createVerifier, defineRoutes, type Principal } from "../../src/index.ts";
import { NOW_MS, OPTIONS, tokenWith } from "../issuer.ts";
import { contract, type SamplePolicy } from "../sample-policy.ts";
import type { AppUnderTest } from "./app.ts";
import { describeAdapter } from "./behaviour.ts";
import { inParts, overHttp } from "./over-http.ts";

const verifier = createVerifier(contract, { ...OPTIONS, clock: () => NOW_MS });

type AnyHandler = (c: Context) => Promise<Response>;

const handlerOf =
  (key: string, handle: AppUnderTest["handle"]): AnyHandler =>
  async (c) => {
    const parts = await handle(key, c.get("principal"));
    return c.body(inParts(parts));
  };

function appOf(
  { verifier, routes, handle, metadata, unlisted }: AppUnderTest,
  whenUnlisted: "before" | "after",
) {
  const app = new Hono();
  app.use(cors());
  const register = () => unlisted && app.get("/unlisted", handlerOf(unlisted, handle));
  if (whenUnlisted === "before") register();
  const handlers = Object.keys(routes).map((key) => [key, handlerOf(key, handle)] as const);
  guardRoutes(app, {
    verifier,
    routes,
    handlers: Object.fromEntries(handlers) as { readonly [N in keyof typeof routes]: AnyHandler },
    ...(metadata && { metadata }),
  });
  if (whenUnlisted === "after") register();
  return app;
}

for (const when of ["before", "after"] as const) {
  describeAdapter({
    name: `Hono, with routes registered ${when} the table`,
    start: async (app) => {
      const { fetch } = appOf(app, when);
      const server: ServerType = await new Promise((resolve) => {
        const started = serve({ fetch, port: 0, hostname: "127.0.0.1" }, () => resolve(started));
      });
      return overHttp(server as never, () => server.close());
    },
  });
}

test("a row for HEAD is refused, since Hono would never ask it", () => {
  const routes = defineRoutes(contract, { "GET /a": {}, "HEAD /a": { scopes: { all: ["admin/*"] } } });
  const handler = () => new Response();
  expect(() =>
    guardRoutes(new Hono(), { verifier, routes, handlers: { "GET /a": handler, "HEAD /a": handler } }),
  ).toThrow(
    expect.objectContaining({
      code: "ROUTES_INVALID",
      issues: [expect.objectContaining({ path: "HEAD /a" })],
    }),
  );
});

test("the principal is a typed variable of the context, and parameters are there", async () => {
  const app = new Hono();
  app.get("/partners/:id", guard(verifier, { kind: "machine" }), (c) => {
    const principal: Principal<SamplePolicy, "machine"> = c.get("principal");
    return c.text(`${principal.claims.partner_id} ${c.req.param("id")}`);
  });
  const headers = { authorization: `Bearer ${tokenWith({ of: "machine" })}` };
  expect(await (await app.request("/partners/7", { headers })).text()).toBe("P-77 7");
});

test("a guard in front of a whole path lets each route narrow it", async () => {
  const app = new Hono();
  app.use("/orders/*", guard(verifier, { kind: "user" }));
  app.get("/orders/write", guard(verifier, { scopes: { all: ["orders/write"] } }), (c) => c.text("written"));
  const request = (scope: string) =>
    app.request("/orders/write", { headers: { authorization: `Bearer ${tokenWith({ set: { scope } })}` } });
  expect((await request("orders/read")).status).toBe(403);
  expect((await request("orders/write")).status).toBe(200);
});

test("a table can be mounted under a path", async () => {
  const routes = defineRoutes(contract, { "GET /orders/{id}": "public" });
  const orders = guardRoutes(new Hono(), {
    verifier,
    routes,
    handlers: { "GET /orders/{id}": (c) => c.text(c.req.param("id") ?? "") },
  });
  const app = new Hono().route("/v1", orders);
  expect(await (await app.request("/v1/orders/7")).text()).toBe("7");
  expect((await app.request("/v1/else")).status).toBe(404);
});

test("a requirement is checked when the guard is made", () => {
  expect(() => guard(verifier, { scopes: {} })).toThrow(
    expect.objectContaining({ code: "REQUIREMENT_INVALID" }),
  );
});
