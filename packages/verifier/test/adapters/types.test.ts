// Do the types of the adapters hold? Each `@ts-expect-error` fails the type check if its line compiles; at run time it throws, too.
import { Router } from "express";
import { Hono } from "hono";
import { expect, test } from "vitest";
import { guard as expressGuard, guardRoutes as expressRoutes } from "../../src/adapters/express.ts";
import { createGuard } from "../../src/adapters/fastify.ts";
import { guardRoutes as fetchRoutes } from "../../src/adapters/fetch.ts";
import { guard as honoGuard, guardRoutes as honoRoutes } from "../../src/adapters/hono.ts";
import { createVerifier, type Principal } from "../../src/index.ts";
import { OPTIONS } from "../issuer.ts";
import { contract, type SamplePolicy } from "../sample-policy.ts";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles only where its argument is `true`; `any` is the same as nothing else. */
function holds<T extends true>(): T | undefined {
  return undefined;
}

type Machine = Principal<SamplePolicy, "machine">;

const verifier = createVerifier(contract, OPTIONS);
const routes = { "GET /a": { kind: "machine" }, "GET /b": "public" } as const;
const BAD = { "GET /a": { scopes: { all: ["orders/reed"] } } } as const;

const MISTAKES = [
  // @ts-expect-error an unknown scope
  () => honoGuard(verifier, { scopes: { any: ["orders/reed"] } }),
  // @ts-expect-error an unknown scope
  () => expressGuard(verifier, { scopes: { any: ["orders/reed"] } }),
  // @ts-expect-error an unknown scope
  () => createGuard(verifier, { routes: BAD }),
  // @ts-expect-error an unknown scope
  () => honoRoutes(new Hono(), { verifier, routes: BAD, handlers: { "GET /a": () => new Response() } }),
  // @ts-expect-error an unknown scope
  () => expressRoutes(Router(), { verifier, routes: BAD, handlers: { "GET /a": () => {} } }),
  // @ts-expect-error an unknown scope
  () => fetchRoutes({ verifier, routes: BAD, handlers: { "GET /a": () => new Response() } }),
  // @ts-expect-error a row without a handler
  () => fetchRoutes({ verifier, routes, handlers: { "GET /a": () => new Response() } }),
  // @ts-expect-error a row without a handler
  () => honoRoutes(new Hono(), { verifier, routes, handlers: { "GET /b": () => new Response() } }),
  // @ts-expect-error a row without a handler
  () => expressRoutes(Router(), { verifier, routes, handlers: {} }),
  // @ts-expect-error a misspelt option
  () => createGuard(verifier, { metaData: undefined }),
];

test.each(MISTAKES.map((make, index) => [index, make] as const))(
  "mistake %i is refused at run time",
  (_, make) => {
    expect(make).toThrow(expect.objectContaining({ category: "misconfigured" }));
  },
);

test("handlers have the principal that their row demands", () => {
  const tables = [
    fetchRoutes({
      verifier,
      routes,
      handlers: {
        "GET /a": (_, principal) => {
          holds<Same<typeof principal, Machine>>();
          return new Response(principal.claims.partner_id);
        },
        "GET /b": (_, principal) => {
          holds<Same<typeof principal, undefined>>();
          return new Response();
        },
      },
    }),
    honoRoutes(new Hono(), {
      verifier,
      routes,
      handlers: {
        "GET /a": (c) => {
          const principal = c.get("principal");
          holds<Same<typeof principal, Machine>>();
          return c.text(principal.claims.partner_id);
        },
        // @ts-expect-error a public route has no principal
        "GET /b": (c) => c.text(c.get("principal").sub),
      },
    }),
    expressRoutes(Router(), {
      verifier,
      routes,
      handlers: {
        "GET /a": (_, res) => {
          const { principal } = res.locals;
          holds<Same<typeof principal, Machine>>();
          res.send(principal.claims.partner_id);
        },
        "GET /b": (_, res) => res.send("b"),
      },
    }),
  ];
  expect(tables).toHaveLength(3);
});
