// What does a guarded route answer?
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { guard } from "../src/adapters/fetch.ts";
import { createVerifier, type Requirement } from "../src/index.ts";
import { CLIENTS, NOW_MS, OPTIONS, tokenWith, USER_POOL_ID } from "./issuer.ts";
import { startKeyServer } from "./key-server.ts";
import { contract, type SamplePolicy } from "./sample-policy.ts";

const verifier = createVerifier(contract, OPTIONS);
const handler = vi.fn((_: Request, principal: { sub: string }) => new Response(principal.sub));
const route = guard(verifier, { scopes: { all: ["orders/write"] } }, handler);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW_MS });
  handler.mockClear();
});
afterEach(() => {
  vi.useRealTimers();
});

function request(authorization?: string, method = "GET"): Request {
  const headers = authorization === undefined ? {} : { authorization };
  return new Request("https://api.example.org/orders", { method, headers });
}

const WRITER = `Bearer ${tokenWith({ set: { scope: "orders/write" } })}`;

const REFUSALS: readonly (readonly [string, string | undefined, number, string, string])[] = [
  ["no token", undefined, 401, "TOKEN_MISSING", "Bearer"],
  ["two tokens", "Bearer abc, Bearer def", 400, "AUTHORIZATION_MALFORMED", 'error="invalid_request"'],
  ["a bad token", "Bearer abc", 401, "TOKEN_MALFORMED", 'error="invalid_token"'],
  [
    "an ID token",
    `Bearer ${tokenWith({ set: { token_use: "id" } })}`,
    401,
    "ID_TOKEN",
    'error="invalid_token"',
  ],
  [
    "a scope too few",
    `Bearer ${tokenWith()}`,
    403,
    "INSUFFICIENT_SCOPE",
    'error="insufficient_scope", scope="orders/write"',
  ],
];

describe("a guarded route", () => {
  test("passes the request, the principal and whatever follows to the handler", async () => {
    const guarded = guard(
      verifier,
      {},
      (_, principal, port: number) => new Response(`${principal.client} ${port}`),
    );
    const response = await guarded(request(WRITER), 8_080);
    expect([response.status, await response.text()]).toEqual([200, "web 8080"]);
  });

  test.each(REFUSALS)("refuses %s", async (_, authorization, status, code, challenge) => {
    const response = await route(request(authorization));
    expect(response.status).toBe(status);
    expect(response.headers.get("www-authenticate")).toContain(challenge);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const problem = {
      type: "about:blank",
      title: expect.any(String),
      status,
      detail: expect.any(String),
      code,
    };
    expect(await response.json()).toEqual(problem);
    expect(handler).not.toHaveBeenCalled();
  });

  test("tells the sender of an ID token which token is needed", async () => {
    const response = await route(request(`Bearer ${tokenWith({ set: { token_use: "id" } })}`));
    expect(await response.json()).toMatchObject({ detail: expect.stringMatching(/ID token.*access token/) });
  });

  test.each(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"])("guards %s", async (method) => {
    expect((await route(request(undefined, method))).status).toBe(401);
    expect(handler).not.toHaveBeenCalled();
    expect((await route(request(WRITER, method))).status).toBe(200);
    expect(handler).toHaveBeenCalledTimes(1);
  });

  test("answers HEAD with the headers of GET and no body", async () => {
    const response = await route(request(undefined, "HEAD"));
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(await response.text()).toBe("");
  });

  test("answers 503 with Retry-After and no challenge while the keys cannot be had", async () => {
    const { issuer, close } = await startKeyServer({});
    await close();
    const down = guard(
      createVerifier(contract, { userPoolId: USER_POOL_ID, clients: CLIENTS, issuer }),
      {},
      handler,
    );
    const response = await down(request(`Bearer ${tokenWith({ set: { iss: issuer } })}`));
    expect(response.status).toBe(503);
    expect(response.headers.get("www-authenticate")).toBeNull();
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(handler).not.toHaveBeenCalled();
  });

  test("leaves what the handler throws alone", async () => {
    const failure = new Error("the handler's own");
    const failing = guard(verifier, {}, () => Promise.reject(failure));
    await expect(failing(request(WRITER))).rejects.toBe(failure);
  });

  test("fails when it is set up, if its requirement is a mistake", () => {
    const requirement = { scope: ["orders/read"] } as Requirement<SamplePolicy>;
    expect(() => guard(verifier, requirement, handler)).toThrow(
      expect.objectContaining({ code: "REQUIREMENT_INVALID" }),
    );
  });
});
