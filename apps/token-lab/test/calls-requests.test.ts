// Is a route's request made of what was filled in, and is the answer read as it came?
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listedId } from "../src/calls/listed-order.ts";
import { answerTo, type RouteCall, requestOf } from "../src/calls/route-call.ts";
import type { RouteRow } from "../src/calls/route-rows.ts";

const row: RouteRow = {
  name: "POST /orders/{id}/cancel",
  method: "POST",
  path: "/orders/{id}/cancel",
  summary: "",
  demands: [["orders/write"]],
  parameters: [
    { name: "id", place: "path", required: true, example: "" },
    { name: "limit", place: "query", required: false, example: "" },
    { name: "idempotency-key", place: "header", required: false, example: "" },
  ],
  body: '{"because":"example"}',
};
const call: RouteCall = { apiUrl: "https://api.example.com/v1", row, values: { id: "o-1" }, token: "a.b.c" };

describe("the request of a route", () => {
  it("sends the token as a bearer token, without cookies", () => {
    const request = requestOf(call);
    expect(request.headers.get("authorization")).toBe("Bearer a.b.c");
    expect(request.credentials).toBe("omit");
  });

  it.each([
    [{ id: "o-1" }, "https://api.example.com/v1/orders/o-1/cancel"],
    [{ id: "o-1", limit: "" }, "https://api.example.com/v1/orders/o-1/cancel"],
    [{ id: "o-1", limit: "5&x" }, "https://api.example.com/v1/orders/o-1/cancel?limit=5%26x"],
    [{ id: "../admin?a=1" }, "https://api.example.com/v1/orders/..%2Fadmin%3Fa%3D1/cancel"],
  ])("with %o goes to %s", (values, url) => {
    expect(requestOf({ ...call, values }).url).toBe(url);
  });

  it("sends a header parameter that is filled in", () => {
    const { headers } = requestOf({ ...call, values: { id: "o-1", "idempotency-key": "k" } });
    expect(headers.get("idempotency-key")).toBe("k");
    expect(requestOf(call).headers.has("idempotency-key")).toBe(false);
  });

  it.each([
    [undefined, '{"because":"example"}'],
    ["{}", "{}"],
    ["not JSON", "not JSON"],
  ])("with the body %o sends %s", async (body, sent) => {
    const request = requestOf({ ...call, ...(body !== undefined && { body }) });
    expect(await request.text()).toBe(sent);
    expect(request.headers.get("content-type")).toBe("application/json");
  });
});

describe("the answer", () => {
  const server = createServer((request, response) => {
    const challenge = { "www-authenticate": 'Bearer error="invalid_token"' };
    if (request.url === "/text") response.end("plain");
    else if (request.url === "/broken") response.destroy();
    else response.writeHead(401, challenge).end('{"code":"ID_TOKEN"}');
  });
  let origin = "";
  beforeAll(async () => {
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((closed) => server.close(closed)));

  it("has status, challenge and decoded body", async () => {
    expect(await answerTo(new Request(`${origin}/json`))).toMatchObject({
      kind: "answered",
      status: 401,
      challenge: 'Bearer error="invalid_token"',
      body: { code: "ID_TOKEN" },
    });
  });

  it("keeps a body that is not JSON as text", async () => {
    expect(await answerTo(new Request(`${origin}/text`))).toMatchObject({ status: 200, body: "plain" });
  });

  it("is told apart from a connection that breaks", async () => {
    expect(await answerTo(new Request(`${origin}/broken`))).toMatchObject({ kind: "none" });
  });
});

describe("the id that was listed last", () => {
  it.each([
    [{ orders: [{ id: "o-2" }, { id: "o-1" }] }, "o-2"],
    [{ nextCursor: "c", orders: [{ id: "o-2" }] }, "o-2"],
    [{ id: "o-3", status: "open" }, "o-3"],
    [{ orders: [] }, undefined],
    [{ orders: [{ id: 7 }] }, undefined],
    [["o-1"], undefined],
    ["o-1", undefined],
  ])("of %o is %s", (body, id) => {
    expect(listedId(body)).toBe(id);
  });
});
