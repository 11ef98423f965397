// How large may a request body be?
import type { MiddlewareHandler } from "hono";

/**
 * Refuses larger bodies. Bytes are counted only where the request does not state their number: counting makes a web stream of
 * the body, which is a noticeable part of what a sign-in costs.
 */
export function limitBody(maxSizeBytes: number, tooLarge: () => Response): MiddlewareHandler {
  return async (c, next) => {
    const { raw } = c.req;
    const stated = raw.headers.get("content-length");
    if (stated !== null && !raw.headers.has("transfer-encoding")) {
      return Number(stated) > maxSizeBytes ? tooLarge() : next();
    }
    if (raw.body === null) return next();
    const bytes = await bytesWithin(raw.body, maxSizeBytes);
    if (bytes === undefined) return tooLarge();
    const { method, headers, url } = raw;
    // Made from its parts: the server's own request object is none that the platform's constructor takes.
    c.req.raw = new Request(url, { method, headers, body: bytes });
    return next();
  };
}

/** What a stream holds; `undefined` where that is more than the limit, and where the sender hung up, who hears no answer. */
async function bytesWithin(
  stream: ReadableStream<Uint8Array>,
  maxSizeBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  try {
    for await (const chunk of stream) {
      sizeBytes += chunk.length;
      if (sizeBytes > maxSizeBytes) return undefined;
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}
