// What do the OAuth endpoints make of input that nobody meant? A documented error, never a stack trace, a hang or an exit.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLIENT_IDS } from "./world/blueprint.ts";
import { Browser, formOf } from "./world/browser.ts";
import { EMAIL } from "./world/calls.ts";
import {
  CALLBACK,
  codeOf,
  hostedTokens,
  openHostedWorld,
  REQUEST,
  redemption,
  SIGNED_OUT,
} from "./world/hosted.ts";
import { addUser, type World } from "./world/world.ts";

const NAMES = [
  ...Object.keys(REQUEST),
  "prompt",
  "resource",
  "login_hint",
  "identity_provider",
  "logout_uri",
  "grant_type",
  "code",
  "code_verifier",
  "refresh_token",
  "token",
  "client_secret",
  "aws_client_metadata",
  "username",
  "password",
  "session",
  "new_password",
  "_csrf",
  "requiredAttributes.email",
  "__proto__",
];
const VALUES = [
  ...Object.values(REQUEST),
  ...Object.values(CLIENT_IDS.server),
  SIGNED_OUT,
  EMAIL,
  "authorization_code",
  "refresh_token",
  "client_credentials",
  "constructor",
  "__proto__",
  "\u0000",
  "\ud800",
  "%ff",
  "\r\nset-cookie: a=b",
  "x".repeat(5_000),
];

const value = fc.oneof(fc.constantFrom(...VALUES), fc.string({ unit: "binary" }));
const parameters = fc.array(fc.tuple(fc.constantFrom(...NAMES), value), { maxLength: 12 });
/** Parameters, some of them torn. */
const query = fc.oneof(
  parameters.map((pairs) => new URLSearchParams(pairs).toString()),
  parameters.map((pairs) => new URLSearchParams({ ...REQUEST, ...Object.fromEntries(pairs) }).toString()),
  fc.string({ unit: fc.constantFrom("%", "&", "=", "+", "a", "0", "f", ";", "ü") }),
);
const header = fc.string({
  unit: fc.constantFrom("B", "a", "s", "i", "c", " ", "=", ";", ",", '"', "%", "."),
});
const method = fc.constantFrom("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS");
const path = fc.constantFrom(
  "/login",
  "/logout",
  "/oauth2/authorize",
  "/oauth2/token",
  "/oauth2/userInfo",
  "/oauth2/revoke",
);
const type = fc.constantFrom(
  "application/x-www-form-urlencoded",
  "application/json",
  "text/plain; charset=x",
  "",
);
const body = fc.oneof(
  query,
  fc.uint8Array({ maxLength: 200 }).map((bytes) => new Uint8Array(bytes)),
);

let world: World;
beforeAll(async () => {
  world = await openHostedWorld();
  await addUser(world, EMAIL);
});
afterAll(() => world.close());

async function answerTo(url: string, init: RequestInit) {
  const response = await fetch(world.pool.endpoint + url, { ...init, redirect: "manual" });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe("any request", () => {
  it("gets an answer that is no defect of the pool", async () => {
    const request = fc.record({ method, path, query, type, authorization: header, cookie: header, body });
    await fc.assert(
      fc.asyncProperty(request, async (row) => {
        const headers = { "content-type": row.type, authorization: row.authorization, cookie: row.cookie };
        const hasBody = row.method !== "GET" && row.method !== "HEAD";
        const init = { method: row.method, headers, ...(hasBody ? { body: row.body } : {}) };
        const { status, headers: answered, text } = await answerTo(`${row.path}?${row.query}`, init);
        expect(status).toBeLessThan(500);
        expect(text).not.toMatch(/\bat .*:\d+:\d+|node_modules|\.ts\b/);
        const location = new URL(answered.get("location") ?? CALLBACK, world.pool.endpoint);
        expect([CALLBACK, SIGNED_OUT, `${world.pool.endpoint}/login`]).toContain(
          location.origin + location.pathname,
        );
      }),
      { numRuns: 400 },
    );
    expect((await answerTo(`/login?${new URLSearchParams(REQUEST)}`, {})).status).toBe(200);
  });

  it("gets the form back as text where the form itself was right", async () => {
    const browser = new Browser(world);
    const page = await browser.visit("/login", REQUEST);
    await fc.assert(
      fc.asyncProperty(value, value, async (username, password) => {
        const visit = await browser.submit(page, { username, password });
        expect(visit.status).toBe(400);
        expect(visit.html.match(/<(script|img|iframe)/i)).toBeNull();
        expect(Object.keys(formOf(visit.html).fields)).toEqual(["_csrf", "username", "password"]);
      }),
      { numRuns: 100 },
    );
  });
});

describe("a body", () => {
  it.each(["/oauth2/token", "/oauth2/revoke", `/login?${new URLSearchParams(REQUEST)}`])(
    "of 10 MB is refused at %s without reading it",
    async (url) => {
      const headers = { "content-type": "application/x-www-form-urlencoded" };
      const sent = answerTo(url, { method: "POST", headers, body: `a=${"x".repeat(10_000_000)}` });
      // The pool hangs up: the client sees the answer or the end of the connection, by how far it had come.
      const status = await sent.then((answer) => answer.status).catch(() => "closed");
      expect([400, "closed"]).toContain(status);
    },
  );
});

describe("what was typed, sent and given", () => {
  it("is in no log line", async () => {
    const code = await codeOf(world);
    const tokens = await hostedTokens(world);
    const browser = new Browser(world);
    const page = await browser.visit("/oauth2/authorize", { ...REQUEST, login_hint: "canary-hint" });
    await browser.submit(page, { username: "canary-name", password: "canary-password" });
    await browser.submit(page, { _csrf: "canary-token", username: "canary-name" });
    const form = { "content-type": "application/x-www-form-urlencoded" };
    for (const change of [{ code_verifier: "canary-verifier" }, { redirect_uri: "canary-uri" }]) {
      const redeemed = new URLSearchParams(redemption(code, change));
      const { text } = await answerTo("/oauth2/token", { method: "POST", headers: form, body: redeemed });
      expect(text).not.toContain("canary");
    }
    const { text } = await answerTo("/oauth2/userInfo", {
      headers: { authorization: "Bearer canary-bearer" },
    });
    expect(text).not.toContain("canary");
    const everything = world.logLines.join("\n");
    expect(world.logLines.length).toBeGreaterThan(10);
    const cookies = [...browser.cookies.values()];
    for (const secret of [
      "canary",
      EMAIL,
      code,
      "a-state",
      "a-nonce",
      ...Object.values(tokens),
      ...cookies,
    ]) {
      expect(everything.includes(secret), secret).toBe(false);
    }
  });
});
