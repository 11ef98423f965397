// Is the standard request the event's own, and the answer the response's?
import { describe, expect, it } from "vitest";
import { answerOf, basePathOf, type HttpEvent, requestOf } from "../src/http-messages.ts";
import { httpEvent, type RequestLine } from "./events.ts";

const BODY = '{"query":"{ ünï }"}';
const event = (options: Parameters<typeof httpEvent>[1] = {}, change: object = {}) =>
  ({ ...httpEvent("POST /graphql", options), ...change }) as HttpEvent;

describe("the request of an event", () => {
  it.each([
    ["as text", { body: BODY }, BODY],
    ["in base64", { body: Buffer.from(BODY).toString("base64"), isBase64Encoded: true }, BODY],
    ["that is not there", {}, ""],
  ])("has the body %s", async (_, options, expected) => {
    expect(await requestOf(event(options)).text()).toBe(expected);
  });

  it.each([
    ["without a stage", {}, "/graphql", ""],
    ["with a stage", { stage: "dev" }, "/graphql", "/dev"],
    ["with a query", { query: "a=1&b=%20" }, "/graphql?a=1&b=%20", ""],
  ])("has the path of the route, and the query: %s", (_, options, expected, basePath) => {
    const { pathname, search } = new URL(requestOf(event(options)).url);
    expect(pathname + search).toBe(expected);
    expect(basePathOf(event(options))).toBe(basePath);
  });

  it.each([
    ["//other.example/orders", "//other.example/orders"],
    ["orders", "/orders"],
    ["/orders?limit=1", "/orders%3Flimit=1"],
    ["/orders#1", "/orders%231"],
    ["/devious", "/devious"],
  ])("stays on its host, and a path never becomes a query: %s", (rawPath, expected) => {
    const { origin, pathname, search } = new URL(requestOf(event({}, { rawPath })).url);
    expect([origin, pathname, search]).toEqual(["https://orders.invalid", expected, ""]);
  });

  it.each<RequestLine>(["GET /orders", "HEAD /orders"])("has no body where there can be none: %s", (line) => {
    const request = requestOf(httpEvent(line) as HttpEvent);
    expect([request.method, request.body]).toEqual([line.split(" ")[0], null]);
  });

  it("has the headers that decide about the answer, in any case, and no others", () => {
    const headers = {
      Authorization: "Bearer a",
      "CONTENT-TYPE": "text/plain",
      accept: "b/c",
      host: "d",
      "x-e": "日",
    };
    expect(Object.fromEntries(requestOf(event({}, { headers })).headers)).toEqual({
      accept: "b/c",
      authorization: "Bearer a",
      "content-type": "text/plain",
    });
  });

  it("keeps a second authorization header, so that it can be refused", () => {
    const headers = { Authorization: "Bearer a", authorization: "Bearer b" };
    expect(requestOf(event({}, { headers })).headers.get("authorization")).toBe("Bearer a, Bearer b");
  });

  it("is one for an event without headers", () => {
    const request = requestOf(event({}, { headers: undefined }));
    expect([request.method, [...request.headers]]).toEqual(["POST", []]);
  });
});

describe("the answer of a response", () => {
  it("has its status, headers and body", async () => {
    const headers = { "content-type": "application/json", "WWW-Authenticate": "Bearer" };
    expect(await answerOf(new Response(BODY, { status: 403, headers }))).toEqual({
      statusCode: 403,
      headers: { "content-type": "application/json", "www-authenticate": "Bearer" },
      body: BODY,
    });
  });
});
