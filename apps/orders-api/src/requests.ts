// How is a request read before it is checked? Its body as JSON, its query, and the token as Amplify's API client sends it.
import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { OrdersError, problemResponse, shownFailure } from "./problems.ts";

/** The most of a body that is read, in bytes. */
export const MAX_BODY_SIZE_BYTES = 65_536;

const limitBody = bodyLimit({
  maxSize: MAX_BODY_SIZE_BYTES,
  onError: () => problemResponse(shownFailure(new OrdersError("BODY_TOO_LARGE"))),
});

/** Methods whose requests have no body that is read. (RFC 9110, section 9.3) */
export const BODILESS: ReadonlySet<string> = new Set(["GET", "HEAD"]);

/** Refuses larger bodies with 413. To look for one costs the plain server more than the rest of a GET, which has none that is read. */
export const limitBodies: MiddlewareHandler = (c, next) =>
  BODILESS.has(c.req.method) ? next() : limitBody(c, next);

/** A signed token in compact form, alone: three base64url parts. (RFC 7515, section 3.1) */
const BARE_TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * Amplify's API client sends the token without `Bearer`, as AppSync takes it. Here it becomes a bearer token, before the guard,
 * which decides about it as about any other.
 */
export const takeBareToken: MiddlewareHandler = async (c, next) => {
  const { raw, url, method } = c.req;
  const authorization = raw.headers.get("authorization") ?? "";
  if (method === "POST" && BARE_TOKEN.test(authorization)) {
    const headers = new Headers(raw.headers);
    headers.set("authorization", `Bearer ${authorization}`);
    c.req.raw = new Request(url, { method, headers, body: await raw.arrayBuffer() });
  }
  await next();
};

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json *(?:;|$)/i;

/** @throws OrdersError `MEDIA_TYPE_UNSUPPORTED` */
export function assertJsonType(c: Context): void {
  if (!JSON_TYPE.test(c.req.header("content-type") ?? "")) throw new OrdersError("MEDIA_TYPE_UNSUPPORTED");
}

/** The body. @throws OrdersError `MEDIA_TYPE_UNSUPPORTED`, `INPUT_INVALID` */
export async function jsonBody(c: Context): Promise<unknown> {
  assertJsonType(c);
  const text = await c.req.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new OrdersError("INPUT_INVALID", { issues: [{ path: "", expected: "JSON" }] });
  }
}

/** The query of a list, with a number where digits came. */
export function pageQuery(c: Context): unknown {
  const { limit, ...others } = c.req.query();
  if (limit === undefined) return others;
  return { ...others, limit: /^\d{1,9}$/.test(limit) ? Number(limit) : limit };
}
