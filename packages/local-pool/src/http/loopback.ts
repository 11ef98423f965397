// Does a request mean this machine? A page of another site whose name was pointed here would not say so.
import type { MiddlewareHandler } from "hono";

/** As they stand in URLs. */
const LOOPBACK_NAMES: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** True for the names of the loopback interface, an IPv6 address in brackets or without. */
export function isLoopbackName(hostname: string): boolean {
  const name = hostname.toLowerCase();
  return LOOPBACK_NAMES.has(name) || LOOPBACK_NAMES.has(`[${name}]`);
}

/**
 * Refuses requests whose `Host` is another name: so no page can reach the pool by DNS rebinding. Only for a pool that listens
 * on the loopback interface.
 */
export const loopbackHostOnly: MiddlewareHandler = async (c, next) => {
  const hostname = /^(\[[0-9a-f:]+\]|[^:]+)(:\d+)?$/i.exec(c.req.header("host") ?? "")?.[1];
  if (hostname !== undefined && isLoopbackName(hostname)) return next();
  const message = "expected the Host header to name 127.0.0.1, localhost or [::1]";
  return c.json({ message }, 421);
};
