// How does the pool get a port of the loopback interface, and give it back?
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { LocalPoolError } from "../errors.ts";

/** The only address that the pool listens on. */
const HOST = "127.0.0.1";

/** A port that is taken, and how to serve on it. */
export interface Listener {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  /** Must be called in the same turn in which `listen` resolved: requests before that get no answer. */
  serve(fetch: (request: Request) => Response | Promise<Response>): void;
  /** Stops listening and drops open connections. More than once does no harm. */
  close(): Promise<void>;
}

/**
 * Takes a TCP port on 127.0.0.1; 0 takes a free one.
 * @throws LocalPoolError PORT_IN_USE, PORT_UNAVAILABLE
 */
export async function listen(port: number): Promise<Listener> {
  const server = createServer();
  await listening(server, port);
  const { port: takenPort } = server.address() as AddressInfo;
  let closed: Promise<void> | undefined;
  return {
    endpoint: `http://${HOST}:${takenPort}`,
    serve: (fetch) => {
      server.on("request", getRequestListener(fetch, { overrideGlobalObjects: false }));
    },
    close: () => {
      closed ??= new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      return closed;
    },
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (cause: unknown) => reject(portError(port, cause));
    server.once("error", refuse);
    try {
      server.listen(port, HOST, () => {
        server.off("error", refuse);
        resolve();
      });
    } catch (cause) {
      refuse(cause);
    }
  });
}

function portError(port: number, cause: unknown): LocalPoolError {
  const category = "misconfigured";
  if ((cause as NodeJS.ErrnoException).code === "EADDRINUSE") {
    const message = `port ${port} is in use: give another one as port, or 0 for a free one`;
    return new LocalPoolError("PORT_IN_USE", message, { category, cause });
  }
  const message = `cannot listen on port ${port}: expected one from 0 to 65535 that this user may take`;
  return new LocalPoolError("PORT_UNAVAILABLE", message, { category, cause });
}
