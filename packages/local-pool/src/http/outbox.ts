// How does a program of this machine read the messages that users would have got?
import type { Cloud } from "../cloud/cloud.ts";

/** No path of Cognito's begins like this. */
export const OUTBOX_PATH = "/_claimsmith/outbox";

/** 127.0.0.0/8 and ::1; the first also as Node shows it on a socket of both families. */
const LOOPBACK = /^(?:(?:::ffff:)?127(?:\.\d{1,3}){3}|::1)$/;

/**
 * The deliveries, the newest first, as `{ "deliveries": [...] }`. Codes open accounts: so this machine alone may ask, even
 * where the pool listens for others.
 */
export function answerOutbox(cloud: Cloud, remoteAddress: string | undefined): Response {
  if (!LOOPBACK.test(remoteAddress ?? "")) {
    return Response.json({ message: "expected a request of this machine" }, { status: 403 });
  }
  return Response.json(
    { deliveries: cloud.outbox.deliveries() },
    { headers: { "cache-control": "no-store" } },
  );
}
