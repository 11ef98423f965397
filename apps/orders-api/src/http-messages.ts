// How does an event of payload 2.0 become a standard request, and a standard response an answer for API Gateway?
import type { HttpApiEvent } from "@claimsmith/verifier/lambda";

/** What is read of an event. (AWS: Lambda proxy integrations for HTTP APIs, payload format 2.0) */
export interface HttpEvent extends HttpApiEvent {
  readonly body?: string | null;
  readonly isBase64Encoded?: boolean;
}

/** What API Gateway makes an HTTP response of. */
export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The headers that decide about an answer. Others stay behind: not every text of an event is a header value to `Headers`. */
const HEADERS: ReadonlySet<string> = new Set(["accept", "authorization", "content-type"]);

/** The POST request of an event, under the path given: the table has routed it, so host and stage say nothing any more. */
export function postRequestOf(event: HttpEvent, path: `/${string}`): Request {
  const { rawQueryString, headers, body, isBase64Encoded } = event;
  const url = new URL(path, "https://orders.invalid");
  url.search = rawQueryString ?? "";
  return new Request(url, {
    method: "POST",
    headers: Object.entries(headers ?? {}).flatMap(([name, value]): [string, string][] =>
      value !== undefined && HEADERS.has(name.toLowerCase()) ? [[name, value]] : [],
    ),
    body: Buffer.from(body ?? "", isBase64Encoded === true ? "base64" : "utf8"),
  });
}

/** The answer that a response is. Its body is text. */
export async function answerOf(response: Response): Promise<HttpAnswer> {
  // The server's own class keeps the case of names; these are in lower case, each once.
  const headers = new Headers([...response.headers]);
  headers.set("cache-control", "no-store");
  return {
    statusCode: response.status,
    headers: Object.fromEntries(headers),
    body: await response.text(),
  };
}

/** An answer of 200. Never stored: what it holds is for one caller. */
export function jsonAnswer(content: object): HttpAnswer {
  const headers = { "content-type": "application/json", "cache-control": "no-store" };
  return { statusCode: 200, headers, body: JSON.stringify(content) };
}
