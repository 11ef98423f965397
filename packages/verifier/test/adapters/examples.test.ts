// Do the examples run, and is the README true to them?
import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { expect, test } from "vitest";
import * as onExpress from "../../examples/express.ts";
import expressText from "../../examples/express.ts?raw";
import * as onFastify from "../../examples/fastify.ts";
import fastifyText from "../../examples/fastify.ts?raw";
import * as onFetch from "../../examples/fetch.ts";
import fetchText from "../../examples/fetch.ts?raw";
import * as onHono from "../../examples/hono.ts";
import honoText from "../../examples/hono.ts?raw";
import readme from "../../README.md?raw";
import { createVerifier } from "../../src/index.ts";
import { NOW_MS, OPTIONS, PAYLOADS, tokenWith } from "../issuer.ts";
import { contract } from "../sample-policy.ts";
import type { RunningApp } from "./app.ts";
import { listening, overHttp } from "./over-http.ts";

const verifier = createVerifier(contract, { ...OPTIONS, clock: () => NOW_MS });

async function served(listener: Parameters<typeof createServer>[1]): Promise<RunningApp> {
  const server = await listening(createServer(listener));
  return overHttp(server, () => new Promise((resolve) => server.close(resolve)));
}

const EXAMPLES: Readonly<Record<string, { text: string; start: () => Promise<RunningApp> }>> = {
  fetch: { text: fetchText, start: () => served(getRequestListener(onFetch.api(verifier))) },
  hono: { text: honoText, start: () => served(getRequestListener(onHono.api(verifier).fetch)) },
  express: { text: expressText, start: () => served(onExpress.api(verifier)) },
  fastify: {
    text: fastifyText,
    start: async () => {
      const app = await onFastify.api(verifier);
      await app.listen({ port: 0, host: "127.0.0.1" });
      return overHttp(app.server, () => app.close());
    },
  },
};

test.each(Object.entries(EXAMPLES))(
  "the example for %s serves who may, and refuses who may not",
  async (_, { start }) => {
    const { request, close } = await start();
    const headersOf = (token: string) => [["authorization", `Bearer ${token}`]] as const;
    const health = await request({ target: "/health" });
    const refused = [{}, { headers: headersOf(tokenWith({ set: { scope: "openid" } })) }].map((each) =>
      request(each),
    );
    const statuses = (await Promise.all(refused)).map(({ status }) => status);
    const orders = await request({ headers: headersOf(tokenWith()) });
    await close();
    expect([health.status, health.body]).toEqual([200, "well"]);
    expect(statuses).toEqual([401, 403]);
    expect(JSON.parse(orders.body)).toEqual({ for: PAYLOADS.user.sub });
  },
);

test.each(Object.entries(EXAMPLES))("the README has the example for %s, word for word", (_, { text }) => {
  expect(readme).toContain(text.slice(text.indexOf("import ")));
});
