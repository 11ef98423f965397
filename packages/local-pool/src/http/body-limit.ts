// How large may a request body be?
import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";

/**
 * Refuses larger bodies. Bytes are counted only where the request does not state their number: counting makes a web stream of
 * the body, which is a noticeable part of what a sign-in costs.
 */
export function limitBody(maxSizeBytes: number, tooLarge: () => Response): MiddlewareHandler {
  const counted = bodyLimit({ maxSize: maxSizeBytes, onError: tooLarge });
  return async (c, next) => {
    const stated = c.req.header("content-length");
    if (stated === undefined || c.req.header("transfer-encoding") !== undefined) return counted(c, next);
    return Number(stated) > maxSizeBytes ? tooLarge() : next();
  };
}
