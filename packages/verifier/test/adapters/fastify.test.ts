// Does the adapter for Fastify behave as all do? With Fastify's own CORS handling; with a table, and with routes that say it themselves.
import { Readable } from "node:stream";
import cors from "@fastify/cors";
import fastify, { type FastifyInstance, type RouteHandlerMethod } from "fastify";
import { expect, test } from "vitest";
import { createGuard } from "../../src/adapters/fastify.ts";
import { createVerifier, defineRoutes } from "../../src/index.ts";
import { NOW_MS, OPTIONS, tokenWith } from "../issuer.ts";
import { contract } from "../sample-policy.ts";
import type { AppUnderTest } from "./app.ts";
import { describeAdapter } from "./behaviour.ts";
import { overHttp } from "./over-http.ts";

const verifier = createVerifier(contract, { ...OPTIONS, clock: () => NOW_MS });

async function appOf(under: AppUnderTest, from: "table" | "config"): Promise<FastifyInstance> {
  const { verifier, routes, handle, metadata, unlisted } = under;
  const app = fastify({ forceCloseConnections: true });
  const guard = createGuard(verifier, {
    ...(from === "table" && { routes }),
    ...(metadata && { metadata }),
  });
  await app.register(cors);
  await app.register(guard.plugin);
  const handlerOf =
    (key: string, isPublic: boolean): RouteHandlerMethod =>
    async (request) =>
      Readable.from(await handle(key, isPublic ? undefined : guard.principalOf(request)));
  for (const [key, requirement] of Object.entries(routes)) {
    const [method = "", path = ""] = key.split(" ");
    const url = path.replace(/\{\w+\+\}/, "*").replace(/\{(\w+)\}/, ":$1");
    const config = from === "table" ? {} : { requirement };
    app.route({ method, url, config, handler: handlerOf(key, requirement === "public") });
  }
  if (unlisted !== undefined) app.get("/unlisted", handlerOf(unlisted, true));
  return app;
}

for (const from of ["table", "config"] as const) {
  describeAdapter({
    name: `Fastify, with requirements from the ${from}`,
    start: async (under) => {
      const app = await appOf(under, from);
      await app.listen({ port: 0, host: "127.0.0.1" });
      return overHttp(app.server, () => app.close());
    },
  });
}

/** An app with a guard, before its routes. */
async function guarded(options: Parameters<typeof createGuard>[1] = {}) {
  const app = fastify();
  const guard = createGuard(verifier, options);
  await app.register(guard.plugin);
  return { app, guard };
}

const answer = async () => "answered";
const authorization = `Bearer ${tokenWith()}`;
const invalid = (path: string) =>
  expect.objectContaining({ code: "ROUTES_INVALID", issues: [expect.objectContaining({ path })] });

test("a route that says nothing is refused at start, in a plugin of the app too", async () => {
  const { app } = await guarded();
  expect(() => app.get("/a", answer)).toThrow(invalid("GET /a"));
  const nested = app.register(async (inner) => void inner.get("/b", answer), { prefix: "/v1" });
  await expect(nested.ready()).rejects.toEqual(invalid("GET /v1/b"));
});

test.each([undefined, "open", { scope: ["orders/read"] }, { scopes: { all: ["orders/reed"] } }, null, 1])(
  "a route that says %j is refused at start",
  async (requirement) => {
    const { app } = await guarded();
    expect(() => app.get("/a", { config: { requirement } }, answer)).toThrow(
      expect.objectContaining({ code: "ROUTES_INVALID" }),
    );
  },
);

test("a route that came before the plugin is not open", async () => {
  const app = fastify();
  app.get("/early", answer);
  await app.register(createGuard(verifier).plugin);
  for (const headers of [{}, { authorization }])
    expect((await app.inject({ url: "/early", headers })).statusCode).toBe(500);
});

test("a route that came before the plugin and says what it demands is guarded", async () => {
  const app = fastify();
  app.get("/early", { config: { requirement: { kind: "user" } } }, answer);
  await app.register(createGuard(verifier).plugin);
  expect((await app.inject({ url: "/early" })).statusCode).toBe(401);
  expect((await app.inject({ url: "/early", headers: { authorization } })).statusCode).toBe(200);
});

test("a table knows routes under a prefix, by any name of their parameters", async () => {
  const routes = defineRoutes(contract, {
    "GET /v1": "public",
    "GET /v1/orders/{id}": {},
    "POST /v1/orders/{id}": {},
  });
  const { app } = await guarded({ routes });
  await app.register(
    async (inner) => {
      inner.get("/", answer);
      inner.get("/orders/:order", answer);
      expect(() => inner.put("/orders/:order", answer)).toThrow(invalid("PUT /v1/orders/:order"));
      expect(() => inner.get("/orders/:a-:b", answer)).toThrow(invalid("GET /v1/orders/:a-:b"));
      const config = { requirement: "public" };
      expect(() => inner.post("/orders/:order", { config }, answer)).toThrow(
        invalid("POST /v1/orders/:order"),
      );
    },
    { prefix: "/v1" },
  );
  const statuses = ["/v1", "/v1/", "/v1/orders/7"].map(async (url) => (await app.inject({ url })).statusCode);
  expect(await Promise.all(statuses)).toEqual([200, 200, 401]);
});

test("a HEAD row of the table is asked for HEAD", async () => {
  const routes = defineRoutes(contract, { "GET /a": "public", "HEAD /a": {} });
  const { app } = await guarded({ routes });
  app.get("/a", answer);
  expect((await app.inject({ url: "/a" })).statusCode).toBe(200);
  expect((await app.inject({ url: "/a", method: "HEAD" })).statusCode).toBe(401);
});

test("methods that differ in the table need a route each", async () => {
  const routes = defineRoutes(contract, { "GET /a": "public", "POST /a": {} });
  const { app } = await guarded({ routes });
  const both = { method: ["GET", "POST"], url: "/a", handler: answer };
  expect(() => app.route(both)).toThrow(expect.objectContaining({ code: "ROUTES_INVALID" }));
});

test("who calls a public route is not known", async () => {
  const { app, guard } = await guarded();
  app.get("/a", { config: { requirement: "public" } }, async (request) => guard.principalOf(request).sub);
  expect((await app.inject({ url: "/a", headers: { authorization } })).statusCode).toBe(500);
  expect(() => guard.principalOf({})).toThrow(TypeError);
});

test("an option that is none is refused", () => {
  expect(() => createGuard(verifier, { route: {} } as never)).toThrow(
    expect.objectContaining({
      code: "OPTIONS_INVALID",
      issues: [expect.objectContaining({ path: "route" })],
    }),
  );
});
