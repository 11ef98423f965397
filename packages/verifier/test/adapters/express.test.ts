// Does the adapter for Express behave as all do? With the CORS middleware that its users have.
import { createServer } from "node:http";
import cors from "cors";
import express, { type Request, type Response, Router } from "express";
import { expect, test } from "vitest";
import { guard, guardRoutes } from "../../src/adapters/express.ts";
import { createVerifier, defineRoutes, type Principal, type RouteKey } from "../../src/index.ts";
import { NOW_MS, OPTIONS, tokenWith } from "../issuer.ts";
import { contract, type SamplePolicy } from "../sample-policy.ts";
import type { AppUnderTest, RunningApp } from "./app.ts";
import { describeAdapter } from "./behaviour.ts";
import { listening, overHttp } from "./over-http.ts";

const verifier = createVerifier(contract, { ...OPTIONS, clock: () => NOW_MS });

type AnyHandler = (req: Request<Record<string, string>>, res: Response<unknown>) => Promise<void>;

const handlerOf =
  (key: string, handle: AppUnderTest["handle"]): AnyHandler =>
  async (_, res) => {
    for (const part of await handle(key, res.locals.principal)) res.write(part);
    res.end();
  };

function routerOf({ verifier, routes, handle, metadata, unlisted }: AppUnderTest, when: "before" | "after") {
  const router = Router();
  const register = () => unlisted && router.get("/unlisted", handlerOf(unlisted, handle) as never);
  if (when === "before") register();
  const handlers = Object.keys(routes).map((key) => [key, handlerOf(key, handle)] as const);
  guardRoutes(router, {
    verifier,
    routes,
    handlers: Object.fromEntries(handlers) as { readonly [N in keyof typeof routes]: AnyHandler },
    ...(metadata && { metadata }),
  });
  if (when === "after") register();
  return router;
}

async function serve(app: express.Express): Promise<RunningApp> {
  const server = await listening(createServer(app));
  return overHttp(server, () => new Promise((resolve) => server.close(resolve)));
}

/** Express prints what handlers throw, and shows it in the answer, unless it is told that this is no development. */
const quiet = () => express().set("env", "test");

for (const when of ["before", "after"] as const) {
  describeAdapter({
    name: `Express, with routes registered ${when} the table`,
    start: (app) => serve(quiet().use(cors(), express.json(), routerOf(app, when))),
  });
}

test("the principal is a typed local of the response, and parameters are there", async () => {
  const app = quiet();
  app.get("/partners/:id", guard(verifier, { kind: "machine" }), (req, res) => {
    const principal: Principal<SamplePolicy, "machine"> = res.locals.principal;
    res.send(`${principal.claims.partner_id} ${req.params.id}`);
  });
  const { request, close } = await serve(app);
  const headers = [["authorization", `Bearer ${tokenWith({ of: "machine" })}`]] as const;
  const { body } = await request({ target: "/partners/7", headers });
  await close();
  expect(body).toBe("P-77 7");
});

test("a row for HEAD goes before the GET that would answer for it", async () => {
  const routes = defineRoutes(contract, { "GET /a": "public", "HEAD /a": {} });
  const handlers = { "GET /a": answer, "HEAD /a": answer };
  const { request, close } = await serve(quiet().use(guardRoutes(Router(), { verifier, routes, handlers })));
  const answers = [await request({ target: "/a" }), await request({ target: "/a", method: "HEAD" })];
  await close();
  expect(answers.map(({ status }) => status)).toEqual([200, 401]);
});

test("a table can be mounted under a path, and a token is seen in the query of the whole", async () => {
  const routes = defineRoutes(contract, { "GET /orders/{id}": {}, "GET /files/{path+}": "public" });
  const handlers = {
    "GET /orders/{id}": answer,
    "GET /files/{path+}": (req: Request, res: Response) => void res.json(req.params),
  };
  const { request, close } = await serve(
    quiet().use("/v1", guardRoutes(Router(), { verifier, routes, handlers })),
  );
  const refused = await request({ target: "/v1/orders/7?access_token=abc" });
  const files = await request({ target: "/v1/files/a/b" });
  await close();
  expect(refused.status).toBe(400);
  expect(JSON.parse(files.body)).toEqual({ path: ["a", "b"] });
});

test.each([
  "GET /a:b",
  "GET /a*",
  "GET /a(b)",
  "GET /a+b",
  "GET /a!",
  "GET /%61",
  "GET /{1}",
] satisfies RouteKey[])("%s is refused: a framework would read it in another way", (key) => {
  const routes = defineRoutes(contract, { [key]: "public" } as { readonly [K in RouteKey]: "public" });
  expect(() => guardRoutes(Router(), { verifier, routes, handlers: { [key]: answer } as never })).toThrow(
    expect.objectContaining({ code: "ROUTES_INVALID", issues: [expect.objectContaining({ path: key })] }),
  );
});

test("an app takes a table as a router does, unless it has routes already", async () => {
  const table = { verifier, routes: { "GET /a": {} }, handlers: { "GET /a": answer } } as const;
  const app = quiet();
  guardRoutes(app, table);
  const { request, close } = await serve(app);
  const statuses = [await request({ target: "/a" }), await request({ target: "/b" })].map(
    ({ status }) => status,
  );
  await close();
  expect(statuses).toEqual([401, 404]);
  const early = quiet();
  early.get("/early", answer);
  expect(() => guardRoutes(early, table)).toThrow(expect.objectContaining({ code: "ROUTES_INVALID" }));
});

test("every handler that is missing and every one too many is told at once", () => {
  const routes = defineRoutes(contract, { "GET /a": "public", "GET /b": {} });
  const handlers = { "GET /c": answer, toString: answer } as never;
  expect(() => guardRoutes(Router(), { verifier, routes, handlers })).toThrow(
    expect.objectContaining({
      issues: ["GET /c", "toString", "GET /a", "GET /b"].map((path) => expect.objectContaining({ path })),
    }),
  );
});

test("a requirement is checked when the guard is made", () => {
  expect(() => guard(verifier, { scopes: {} })).toThrow(
    expect.objectContaining({ code: "REQUIREMENT_INVALID" }),
  );
});

function answer(_: Request, res: Response) {
  res.send("answered");
}
