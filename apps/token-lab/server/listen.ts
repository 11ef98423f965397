// How does the server come up, and go down? On this machine alone, and without dropping who is being answered.
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import { LabError } from "./errors.ts";

/** A server that runs. */
export interface RunningServer {
  /** `http://localhost:PORT`. */
  readonly url: string;
  /** Takes no more requests, and resolves once the last is answered. */
  close(): Promise<void>;
}

/**
 * Listens on `localhost`; port 0 takes a free one.
 * @throws LabError PORT_IN_USE
 */
export async function listen(app: Hono, port: number): Promise<RunningServer> {
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE") reject(error);
      else reject(new LabError("PORT_IN_USE", `port ${port} is in use: choose another with --port NUMBER`));
    });
    server.listen({ port, host: "localhost" }, resolve);
  });
  const address = server.address();
  const chosen = typeof address === "object" && address !== null ? address.port : port;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      if ("closeIdleConnections" in server) server.closeIdleConnections();
    });
  return { url: `http://localhost:${chosen}`, close };
}
