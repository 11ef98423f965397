// What does API Gateway make of an HTTP request, and of a function's answer? Both kinds of API, as far as guards can tell.
import { createServer, type IncomingMessage } from "node:http";
import type { HttpApiEvent, RestApiEvent } from "../../src/adapters/lambda.ts";
import type { RunningApp } from "./app.ts";
import { listening, overHttp } from "./over-http.ts";

interface FunctionAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Headers as they came, in order. */
function headerLines({ rawHeaders }: IncomingMessage): readonly (readonly [name: string, value: string])[] {
  return rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ""] as const] : []));
}

function valuesByName(request: IncomingMessage, nameOf: (name: string) => string): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of headerLines(request))
    values.set(nameOf(name), [...(values.get(nameOf(name)) ?? []), value]);
  return values;
}

const split = (target = "") => {
  const at = target.indexOf("?");
  return at < 0 ? ([target, ""] as const) : ([target.slice(0, at), target.slice(at + 1)] as const);
};

/** The event of an HTTP API whose only route is `$default`. */
export function httpApiEvent(request: IncomingMessage): HttpApiEvent {
  const [rawPath, rawQueryString] = split(request.url);
  const headers = [...valuesByName(request, (name) => name.toLowerCase())].map(
    ([name, values]) => [name, values.join(",")] as const,
  );
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath,
    rawQueryString,
    headers: Object.fromEntries(headers),
    requestContext: { stage: "$default", http: { method: request.method ?? "" } },
  };
}

/** The event of a REST API whose only resource is `/{proxy+}`, with ANY. */
export function restApiEvent(request: IncomingMessage): RestApiEvent {
  const [path, query] = split(request.url);
  const multiValueHeaders = Object.fromEntries(valuesByName(request, (name) => name));
  const parameters = [...new URLSearchParams(query)];
  return {
    httpMethod: request.method ?? "",
    path,
    resource: "/{proxy+}",
    headers: Object.fromEntries(headerLines(request)),
    multiValueHeaders,
    queryStringParameters: parameters.length > 0 ? Object.fromEntries(parameters) : null,
    multiValueQueryStringParameters:
      parameters.length > 0 ? Object.fromEntries(parameters.map(([name, value]) => [name, [value]])) : null,
  };
}

/** What an API answers for its function. */
export interface Gateway<E> {
  readonly eventOf: (request: IncomingMessage) => E;
  readonly call: (event: E) => Promise<unknown>;
  /** Of a function that fails. */
  readonly failureStatus: number;
  /** CORS handled by the API itself, for any origin, as HTTP APIs can. */
  readonly handlesCors: boolean;
}

/** Serves a function over HTTP. */
export async function serveFunction<E>(gateway: Gateway<E>): Promise<RunningApp> {
  const { eventOf, call, failureStatus, handlesCors } = gateway;
  const server = await listening(
    createServer(async (request, response) => {
      request.resume();
      const cors: Record<string, string> =
        handlesCors && request.headers.origin !== undefined ? { "access-control-allow-origin": "*" } : {};
      const isPreflight =
        request.method === "OPTIONS" && request.headers["access-control-request-method"] !== undefined;
      if (handlesCors && isPreflight) return void response.writeHead(204, cors).end();
      const answer = (await call(eventOf(request)).catch(() => ({
        statusCode: failureStatus,
        headers: {},
        body: "",
      }))) as FunctionAnswer;
      response.writeHead(answer.statusCode, { ...answer.headers, ...cors }).end(answer.body);
    }),
  );
  return overHttp(server, () => new Promise((resolve) => server.close(resolve)));
}
