// Does the adapter for fetch behave as all do? Behind a server of Node.js, with CORS handling of a few lines in front.
import { type ServerType, serve } from "@hono/node-server";
import { guardRoutes } from "../../src/adapters/fetch.ts";
import type { Principal } from "../../src/index.ts";
import type { SamplePolicy } from "../sample-policy.ts";
import type { AppUnderTest } from "./app.ts";
import { describeAdapter } from "./behaviour.ts";
import { inParts, overHttp } from "./over-http.ts";

type AnyHandler = (request: Request, principal: Principal<SamplePolicy> | undefined) => Promise<Response>;

function handlersOf({ routes, handle, unlisted }: AppUnderTest) {
  const keys = [...Object.keys(routes), ...(unlisted === undefined ? [] : [unlisted])];
  const handlers = keys.map((key): [string, AnyHandler] => [
    key,
    async (_, principal) => new Response(inParts(await handle(key, principal))),
  ]);
  return Object.fromEntries(handlers) as { readonly [N in keyof typeof routes]: AnyHandler };
}

function withCors(handle: (request: Request) => Promise<Response>) {
  const allowed = { "access-control-allow-origin": "*" };
  return async (request: Request) => {
    if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: allowed });
    const response = await handle(request);
    for (const [name, value] of Object.entries(allowed)) response.headers.set(name, value);
    return response;
  };
}

describeAdapter({
  name: "fetch",
  start: async (app) => {
    const { verifier, routes, metadata } = app;
    const handlers = handlersOf(app);
    const served = guardRoutes({ verifier, routes, handlers, ...(metadata && { metadata }) });
    const server: ServerType = await new Promise((resolve) => {
      const started = serve({ fetch: withCors(served), port: 0, hostname: "127.0.0.1" }, () =>
        resolve(started),
      );
    });
    return overHttp(server as never, () => server.close());
  },
});
