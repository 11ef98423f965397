// How does the API run as a plain server? With CORS, which API Gateway does where it is deployed, and a stop that loses no request.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { cors } from "hono/cors";
import { ordersApp } from "./app.ts";
import { configurationOrLog, type Environment } from "./configuration.ts";
import type { WriteLog } from "./request-log.ts";
import { operationsOf } from "./services.ts";

/** How a server is started. */
export interface ServerOptions {
  /** See `readConfiguration`. */
  readonly environment: Environment;
  /** TCP port; 0 takes a free one. */
  readonly port: number;
  /** The address that it listens on. Default: 127.0.0.1, this machine alone. */
  readonly host?: string;
  /** The origins of pages that may call, like `http://localhost:5173`. */
  readonly allowedOrigins: readonly string[];
  /** Takes the log. Default: the standard output. */
  readonly write?: WriteLog;
}

/** A server that listens. */
export interface RunningServer {
  readonly port: number;
  /** Stops listening, and ends once the requests in flight are answered; after ten seconds without them. */
  stop(): Promise<void>;
}

/** How long requests in flight may take once the server stops, in milliseconds. */
const STOP_TIMEOUT_MS = 10_000;
const CLOSE_IDLE_EVERY_MS = 50;
const PREFLIGHT_SECONDS = 600;

/** Starts a server. @throws EnvironmentError `MISCONFIGURED`; the error of the system where the port is taken */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { environment, port, host = "127.0.0.1", allowedOrigins, write } = options;
  const configuration = configurationOrLog(environment);
  const app = ordersApp({
    verifier: configuration.tokens,
    operations: operationsOf(configuration),
    schemaText: readFileSync(new URL("schema.graphql", import.meta.url), "utf8"),
    inFront: corsFor(allowedOrigins),
    ...(write !== undefined && { write }),
  });
  return listen((request) => app.fetch(request, {}), { port, host });
}

/** Answers preflights, and lets pages of these origins read answers, refusals too. (Fetch Standard, section "HTTP CORS protocol") */
function corsFor(origins: readonly string[]) {
  return cors({
    origin: [...origins],
    allowMethods: ["GET", "POST"],
    allowHeaders: ["authorization", "content-type", "x-request-id", "x-amz-user-agent"],
    exposeHeaders: ["location", "retry-after", "www-authenticate", "x-request-id"],
    maxAge: PREFLIGHT_SECONDS,
  });
}

/** Serves requests on a port. */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<RunningServer> {
  const server = createAdaptorServer({ fetch }) as Server;
  await once(server.listen(port, host), "listening");
  return { port: (server.address() as AddressInfo).port, stop: () => stop(server) };
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  // A connection that is kept alive would hold the server open: each is closed once its request is answered.
  const closeIdle = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_EVERY_MS);
  const timer = setTimeout(() => server.closeAllConnections(), STOP_TIMEOUT_MS);
  await closed;
  clearInterval(closeIdle);
  clearTimeout(timer);
}
