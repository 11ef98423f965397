// How does the pool get a port, of the loopback interface unless told otherwise, and give it back?
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { LocalPoolError } from "../errors.ts";
import { isLoopbackName } from "./loopback.ts";

/** The address that the pool listens on where nothing else is said. */
const LOOPBACK = "127.0.0.1";

/** Addresses that mean every interface, and how this machine itself reaches them. */
const EVERY_INTERFACE: Readonly<Record<string, string>> = { "0.0.0.0": LOOPBACK, "::": "::1" };

/** A port that is taken, and how to serve on it. */
export interface Listener {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  /** True unless other machines may reach it. */
  readonly isLoopback: boolean;
  /** Must be called in the same turn in which `listen` resolved: requests before that get no answer. */
  serve(fetch: (request: Request) => Response | Promise<Response>): void;
  /** Stops listening and drops open connections. More than once does no harm. */
  close(): Promise<void>;
}

/**
 * Takes a TCP port, 0 a free one, on 127.0.0.1 or on another address of this machine.
 * @throws LocalPoolError PORT_IN_USE, PORT_UNAVAILABLE, ADDRESS_UNAVAILABLE
 */
export async function listen(port: number, host = LOOPBACK): Promise<Listener> {
  const server = createServer();
  await listening(server, { port, host });
  const { port: takenPort } = server.address() as AddressInfo;
  let closed: Promise<void> | undefined;
  return {
    endpoint: `http://${urlHost(host)}:${takenPort}`,
    isLoopback: isLoopbackName(host),
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

/** A host as it stands in a URL. */
function urlHost(host: string): string {
  const name = EVERY_INTERFACE[host] ?? host;
  return name.includes(":") ? `[${name}]` : name;
}

function listening(
  server: Server,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (cause: unknown) => reject(listenError({ port, host }, cause));
    server.once("error", refuse);
    try {
      server.listen(port, host, () => {
        server.off("error", refuse);
        resolve();
      });
    } catch (cause) {
      refuse(cause);
    }
  });
}

/** Errors of the system that are about the address and not about the port. */
const ADDRESS_ERRORS: ReadonlySet<string | undefined> = new Set(["EADDRNOTAVAIL", "ENOTFOUND", "EAI_AGAIN"]);

function listenError(at: { readonly port: number; readonly host: string }, cause: unknown): LocalPoolError {
  const category = "misconfigured";
  const { code } = cause as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") {
    const message = `port ${at.port} is in use: give another one as port, or 0 for a free one`;
    return new LocalPoolError("PORT_IN_USE", message, { category, cause });
  }
  if (ADDRESS_ERRORS.has(code)) {
    const message = "cannot listen: expected insecureListenHost to be an address of this machine";
    return new LocalPoolError("ADDRESS_UNAVAILABLE", message, { category, cause });
  }
  const message = `cannot listen on port ${at.port}: expected one from 0 to 65535 that this user may take`;
  return new LocalPoolError("PORT_UNAVAILABLE", message, { category, cause });
}
