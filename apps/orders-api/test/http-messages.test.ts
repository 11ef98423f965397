// Is the standard request the event's own, and the answer the response's?
import { describe, expect, it } from "vitest";
import { answerOf, type HttpEvent, postRequestOf } from "../src/http-messages.ts";
import { httpEvent } from "./events.ts";

const BODY = '{"query":"{ ünï }"}';
const event = (options: Parameters<typeof httpEvent>[1] = {}, change: object = {}) =>
  ({ ...httpEvent("POST /graphql", options), ...change }) as HttpEvent;

describe("the request of an event", () => {
  it.each([
    ["as text", { body: BODY }, BODY],
    ["in base64", { body: Buffer.from(BODY).toString("base64"), isBase64Encoded: true }, BODY],
    ["that is not there", {}, ""],
  ])("has the body %s", async (_, options, expected) => {
    expect(await postRequestOf(event(options), "/graphql").text()).toBe(expected);
  });

  it.each([
    ["without a stage", {}, "/graphql"],
    ["with a stage", { stage: "dev" }, "/graphql"],
    ["with a query", { query: "a=1&b=%20" }, "/graphql?a=1&b=%20"],
  ])("has the path of the route, and the query: %s", (_, options, expected) => {
    const { pathname, search } = new URL(postRequestOf(event(options), "/graphql").url);
    expect(pathname + search).toBe(expected);
  });

  it("has the headers that decide about the answer, in any case, and no others", () => {
    const headers = {
      Authorization: "Bearer a",
      "CONTENT-TYPE": "text/plain",
      accept: "b/c",
      host: "d",
      "x-e": "日",
    };
    const request = postRequestOf(event({}, { headers }), "/graphql");
    expect(Object.fromEntries(request.headers)).toEqual({
      accept: "b/c",
      authorization: "Bearer a",
      "content-type": "text/plain",
    });
  });

  it("is one for an event without headers", () => {
    const request = postRequestOf(event({}, { headers: undefined }), "/graphql");
    expect([request.method, [...request.headers]]).toEqual(["POST", []]);
  });
});

describe("the answer of a response", () => {
  it("has its status, headers and body, and is never stored", async () => {
    const response = new Response(BODY, {
      status: 403,
      headers: {
        "content-type": "application/json",
        "cache-control": "public",
        "www-authenticate": "Bearer",
      },
    });
    expect(await answerOf(response)).toEqual({
      statusCode: 403,
      headers: {
        "content-type": "application/json",
        "cache-control": "no-store",
        "www-authenticate": "Bearer",
      },
      body: BODY,
    });
  });
});
