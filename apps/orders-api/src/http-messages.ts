// How does an event of payload 2.0 become a standard request, and a standard response an answer for API Gateway?
import type { HttpApiEvent } from "@claimsmith/verifier/lambda";
import { BODILESS } from "./requests.ts";

/** What is read of an event. (AWS: Lambda proxy integrations for HTTP APIs, payload format 2.0) */
export interface HttpEvent extends HttpApiEvent {
  readonly body?: string | null;
  readonly isBase64Encoded?: boolean;
  readonly requestContext: HttpApiEvent["requestContext"] & { readonly requestId?: string };
}

/** What API Gateway makes an HTTP response of. */
export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The headers that decide about an answer. Others stay behind: not every text of an event is a header value to `Headers`. */
const HEADERS: ReadonlySet<string> = new Set(["accept", "authorization", "content-type"]);

/** What stands before the paths of the table: the name of the stage, unless it is `$default`. */
export function basePathOf({ rawPath = "", requestContext }: HttpEvent): string {
  const basePath = `/${requestContext.stage}`;
  return requestContext.stage !== "$default" && rawPath.startsWith(`${basePath}/`) ? basePath : "";
}

/** The request of an event, under its path without a stage. The host says nothing: every request comes through the gateway. */
export function requestOf(event: HttpEvent): Request {
  const { rawPath = "", rawQueryString, headers, body, isBase64Encoded, requestContext } = event;
  const { method } = requestContext.http;
  const path = rawPath.slice(basePathOf(event).length).replaceAll("?", "%3F").replaceAll("#", "%23");
  // Put together as text: a path of two slashes would be a host to the parser.
  const url = new URL(`https://orders.invalid${path.startsWith("/") ? "" : "/"}${path}`);
  url.search = rawQueryString ?? "";
  return new Request(url, {
    method,
    headers: Object.entries(headers ?? {}).flatMap(([name, value]): [string, string][] =>
      value !== undefined && HEADERS.has(name.toLowerCase()) ? [[name, value]] : [],
    ),
    ...(!BODILESS.has(method) && {
      body: Buffer.from(body ?? "", isBase64Encoded === true ? "base64" : "utf8"),
    }),
  });
}

/** The answer that a response is. Its body is text. */
export async function answerOf(response: Response): Promise<HttpAnswer> {
  return {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}
