// Which web pages may call the pool from a browser? (Fetch standard, CORS protocol)
import type { MiddlewareHandler } from "hono";
import type { Cloud } from "../cloud/cloud.ts";
import { CLIENTS } from "../store/tables.ts";
import { isLoopbackName } from "./loopback.ts";

/** What the AWS SDK for browsers, Amplify and OAuth clients send. */
const REQUEST_HEADERS = [
  "amz-sdk-invocation-id",
  "amz-sdk-request",
  "authorization",
  "cache-control",
  "content-type",
  "x-amz-content-sha256",
  "x-amz-date",
  "x-amz-security-token",
  "x-amz-target",
  "x-amz-user-agent",
].join(", ");

const ANSWER_HEADERS = "x-amzn-errortype, x-amzn-requestid, www-authenticate";

/**
 * Lets pages of this machine and of the clients' callback URLs read answers, never with cookies; pages of other origins get no
 * such header, so that browsers keep the answer from them and do not send what needs asking first.
 */
export function cors(cloud: Cloud, methods: string): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header("origin");
    const allowed = origin !== undefined && isAllowedOrigin(cloud, origin);
    const isPreflight = c.req.method === "OPTIONS";
    if (!isPreflight) await next();
    const answer = isPreflight ? new Response(null, { status: 204 }) : c.res;
    answer.headers.append("vary", "Origin");
    if (allowed) {
      answer.headers.set("access-control-allow-origin", origin);
      answer.headers.set("access-control-expose-headers", ANSWER_HEADERS);
    }
    if (allowed && isPreflight) {
      answer.headers.set("access-control-allow-methods", methods);
      answer.headers.set("access-control-allow-headers", REQUEST_HEADERS);
      answer.headers.set("access-control-max-age", "600");
    }
    return answer;
  };
}

function isAllowedOrigin(cloud: Cloud, origin: string): boolean {
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  if (url?.origin !== origin) return false;
  return isLoopbackName(url.hostname) || callbackOrigins(cloud).has(origin);
}

function callbackOrigins(cloud: Cloud): ReadonlySet<string> {
  const urls = [...cloud.database.list(CLIENTS, "")].flatMap(({ settings }) => settings.CallbackURLs ?? []);
  return new Set(urls.flatMap((url) => (URL.canParse(url) ? [new URL(url).origin] : [])));
}
