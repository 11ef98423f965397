// What do the login form and the log make of what people type? Text in a page, and nothing in a line. Everything else: fuzz/.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hostileText } from "./fuzz/hostile-values.ts";
import { Browser, formOf } from "./world/browser.ts";
import { EMAIL } from "./world/calls.ts";
import { codeOf, hostedTokens, openHostedWorld, REQUEST, redemption } from "./world/hosted.ts";
import { addUser, type World } from "./world/world.ts";

const value = fc.oneof(hostileText, fc.string({ unit: "binary" }));

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

describe("a form whose token is right", () => {
  it("comes back as text, whatever was typed", async () => {
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
