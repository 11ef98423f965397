// Which web pages may read the pool's answers, and under which names does it answer at all?
import { request } from "node:http";
import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { startLocalCloud } from "../src/index.ts";
import { CLIENT_IDS } from "./world/blueprint.ts";
import { REQUEST } from "./world/hosted.ts";
import { openWorld, type World } from "./world/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const ALLOWED = [
  "https://app.example.org",
  "http://localhost:3000",
  "http://127.0.0.1:5173",
  "https://[::1]:8443",
];
const STRANGERS = [
  "https://evil.example.com",
  "http://app.example.org",
  "https://app.example.org.evil.com",
  "https://localhost.evil.com",
  "https://app.example.org:444",
  "null",
];

/** What a script of a page may call, with the methods and a right request. */
function endpoints(): readonly {
  path: string;
  method: string;
  headers?: Record<string, string>;
  body?: string;
}[] {
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const userPoolId = world.pool.userPoolId;
  return [
    { path: "/", method: "POST", headers: { "content-type": "application/x-amz-json-1.1" }, body: "{}" },
    { path: "/oauth2/token", method: "POST", headers: form, body: "grant_type=refresh_token" },
    { path: "/oauth2/userInfo", method: "GET" },
    { path: "/oauth2/revoke", method: "POST", headers: form, body: "token=x" },
    { path: `/${userPoolId}/.well-known/jwks.json`, method: "GET" },
    { path: `/issuer-cognito-idp/${userPoolId}/.well-known/openid-configuration`, method: "GET" },
  ];
}

async function call(path: string, init: RequestInit): Promise<Headers> {
  const response = await fetch(world.pool.endpoint + path, { ...init, redirect: "manual" });
  await response.arrayBuffer();
  return response.headers;
}

function corsHeaders(headers: Headers): readonly string[] {
  return [...headers.keys()].filter((name) => name.startsWith("access-control-"));
}

describe("a page of this machine or of a callback URL", () => {
  it("may read every answer, errors as well, but never with cookies", async () => {
    for (const origin of ALLOWED) {
      for (const { path, ...init } of endpoints()) {
        const headers = await call(path, { ...init, headers: { ...init.headers, origin } });
        expect(headers.get("access-control-allow-origin"), path).toBe(origin);
        expect(headers.get("vary"), path).toContain("Origin");
        expect(headers.has("access-control-allow-credentials"), path).toBe(false);
      }
    }
  });

  it("may ask before it sends what the AWS SDK and Amplify send", async () => {
    for (const { path, method } of endpoints()) {
      const headers = await call(path, {
        method: "OPTIONS",
        headers: {
          origin: "http://localhost:3000",
          "access-control-request-method": method,
          "access-control-request-headers": "content-type,x-amz-target,x-amz-user-agent,cache-control",
        },
      });
      expect(headers.get("access-control-allow-methods")?.split(", ")).toContain(method);
      const allowed = headers.get("access-control-allow-headers")?.split(", ");
      for (const name of ["x-amz-target", "x-amz-user-agent", "cache-control", "authorization"]) {
        expect(allowed).toContain(name);
      }
    }
  });
});

describe("a page of another origin", () => {
  it.each(STRANGERS)("may read nothing: %s", async (origin) => {
    for (const { path, ...init } of endpoints()) {
      expect(corsHeaders(await call(path, { ...init, headers: { ...init.headers, origin } }))).toEqual([]);
      expect(corsHeaders(await call(path, { method: "OPTIONS", headers: { origin } }))).toEqual([]);
    }
  });

  it("may not read what browsers visit themselves, wherever it is from", async () => {
    const query = new URLSearchParams(REQUEST);
    for (const path of ["/login", "/oauth2/authorize", "/logout"]) {
      for (const origin of [...ALLOWED, ...STRANGERS]) {
        expect(corsHeaders(await call(`${path}?${query}`, { headers: { origin } }))).toEqual([]);
      }
    }
  });
});

describe("a request by name", () => {
  function statusFor(endpoint: string, host: string): Promise<number> {
    const { hostname, port } = new URL(endpoint);
    return new Promise((resolve, reject) => {
      const path = `/${world.pool.userPoolId}/.well-known/jwks.json`;
      const sent = request({ host: hostname, port, path, headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      sent.on("error", reject);
      sent.end();
    });
  }

  it.each(["127.0.0.1", "localhost:9229", "LOCALHOST", "[::1]:9229"])("is answered for %s", async (host) => {
    expect(await statusFor(world.pool.endpoint, host)).toBe(200);
  });

  it.each(["evil.example.com", "localhost.evil.com:9229", "127.0.0.1.evil.com", "[::2]", "localhost:x"])(
    "is refused for '%s', a name that may have been pointed here",
    async (host) => {
      expect(await statusFor(world.pool.endpoint, host)).toBeGreaterThanOrEqual(400);
      expect(await statusFor(world.pool.endpoint, host)).toBeLessThan(500);
    },
  );
});

describe("another address", () => {
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === "IPv4" && !address.internal)?.address;

  it.skipIf(outside === undefined)(
    "is not listened on unless a flag says so, which says that it is insecure",
    async () => {
      const { port } = new URL(world.pool.endpoint);
      await expect(fetch(`http://${outside}:${port}/`)).rejects.toThrow();
      const open = await startLocalCloud({ port: 0, insecureListenHost: "0.0.0.0" });
      onTestFinished(() => open.close());
      expect(open.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect((await fetch(`http://${outside}:${new URL(open.endpoint).port}/`)).status).toBe(404);
    },
  );

  it("is refused with a clear error where this machine does not have it", async () => {
    await expect(startLocalCloud({ port: 0, insecureListenHost: "203.0.113.1" })).rejects.toMatchObject({
      code: "ADDRESS_UNAVAILABLE",
      category: "misconfigured",
    });
  });
});

describe("discovery", () => {
  it.each(["", "/issuer-cognito-idp"])("lists what is served, at %s", async (prefix) => {
    const url = `${world.pool.endpoint}${prefix}/${world.pool.userPoolId}/.well-known/openid-configuration`;
    const document = (await (await fetch(url)).json()) as Record<string, string>;
    const clientId = CLIENT_IDS.web.clientId;
    for (const [name, method] of Object.entries({
      authorization_endpoint: "GET",
      token_endpoint: "POST",
      userinfo_endpoint: "GET",
      revocation_endpoint: "POST",
      end_session_endpoint: "GET",
      jwks_uri: "GET",
    })) {
      const served = await fetch(`${document[name]}?client_id=${clientId}`, { method, redirect: "manual" });
      expect(served.status, name).not.toBe(404);
    }
    expect(document).toMatchObject({
      issuer: world.pool.issuer,
      response_types_supported: ["code", "token"],
    });
  });
});
