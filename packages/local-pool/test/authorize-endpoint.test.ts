// Which authorization requests are shown as wrong, which are sent back, and which lead to the login page?
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLIENT_IDS } from "./world/blueprint.ts";
import { Browser, problemOf } from "./world/browser.ts";
import { EMAIL } from "./world/calls.ts";
import { addClient } from "./world/clients.ts";
import { CALLBACK, hostedBlueprint, openHostedWorld, REQUEST, signInAtForm } from "./world/hosted.ts";
import { addUser, startWorld, verified, type World } from "./world/world.ts";

let world: World;
beforeAll(async () => {
  world = await openHostedWorld();
  await addUser(world, EMAIL, { email_verified: "true" });
});
afterAll(() => world.close());

/** A request without the parameters that the change leaves empty. */
function request(change: Readonly<Record<string, string>>): URLSearchParams {
  return new URLSearchParams(Object.entries({ ...REQUEST, ...change }).filter(([, value]) => value !== ""));
}

describe("a request that must not be redirected", () => {
  it.each([
    { what: "no client", change: { client_id: "" } },
    { what: "an unknown client", change: { client_id: "7unknown" } },
    { what: "a client by an inherited name", change: { client_id: "__proto__" } },
    { what: "no redirect URI", change: { redirect_uri: "" } },
    { what: "a redirect URI of another site", change: { redirect_uri: "https://evil.example.com/" } },
    { what: "a redirect URI with a slash more", change: { redirect_uri: `${CALLBACK}/` } },
    { what: "a redirect URI with a query more", change: { redirect_uri: `${CALLBACK}?a=b` } },
    { what: "a redirect URI in capitals", change: { redirect_uri: CALLBACK.toUpperCase() } },
    { what: "a redirect URI that only begins the same", change: { redirect_uri: `${CALLBACK}.evil.com` } },
    {
      what: "a redirect URI with a user name",
      change: { redirect_uri: "https://app.example.org@evil.com/callback" },
    },
    { what: "a redirect URI with a line break", change: { redirect_uri: `${CALLBACK}\r\nset-cookie: a=b` } },
    { what: "a script as redirect URI", change: { redirect_uri: "javascript:alert(1)" } },
  ])("is shown for $what, at both endpoints", async ({ change }) => {
    for (const path of ["/oauth2/authorize", "/login"]) {
      const visit = await new Browser(world).visit(path, request(change));
      expect({ status: visit.status, left: visit.left }).toEqual({ status: 400, left: false });
      expect(problemOf(visit)).toMatch(/^expected /);
      expect(visit.headers.get("location")).toBeNull();
      expect(visit.html).not.toContain("evil");
    }
  });

  it("is shown for a client without the pool among its identity providers", async () => {
    const settings = {
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ["code" as const],
      AllowedOAuthScopes: ["openid", "email"],
      CallbackURLs: [CALLBACK],
    };
    const { ClientId: without } = await addClient(world, settings);
    const { ClientId: with_ } = await addClient(world, {
      ...settings,
      SupportedIdentityProviders: ["COGNITO"],
    });
    for (const { client_id, status } of [
      { client_id: without, status: 400 },
      { client_id: with_, status: 200 },
    ]) {
      const visit = await new Browser(world).visit("/oauth2/authorize", request({ client_id }));
      expect({ status: visit.status, left: visit.left }).toEqual({ status, left: false });
    }
  });

  it.each(["client_id", "redirect_uri"])("is shown for a repeated %s", async (name) => {
    const repeated = request({});
    repeated.append(name, "other");
    const visit = await new Browser(world).visit("/oauth2/authorize", repeated);
    expect({ status: visit.status, left: visit.left }).toEqual({ status: 400, left: false });
  });
});

describe("a request that is sent back", () => {
  it.each([
    {
      what: "a client of machines",
      change: { client_id: CLIENT_IDS.batch.clientId },
      error: "unauthorized_client",
    },
    { what: "no response type", change: { response_type: "" }, error: "invalid_request" },
    {
      what: "an unknown response type",
      change: { response_type: "code id_token" },
      error: "invalid_request",
    },
    { what: "a scope that does not exist", change: { scope: "openid orders/fly" }, error: "invalid_scope" },
    {
      what: "a scope that is not the client's",
      change: { scope: "openid orders/write" },
      error: "invalid_scope",
    },
    { what: "a plain challenge", change: { code_challenge_method: "plain" }, error: "invalid_request" },
    { what: "a challenge without a method", change: { code_challenge_method: "" }, error: "invalid_request" },
    { what: "a method without a challenge", change: { code_challenge: "" }, error: "invalid_request" },
    { what: "a challenge that is no hash", change: { code_challenge: "short" }, error: "invalid_request" },
    { what: "a resource that is no URL", change: { resource: "orders" }, error: "invalid_request" },
    {
      what: "a resource with a fragment",
      change: { resource: "https://api.example.org/#a" },
      error: "invalid_request",
    },
    { what: "another identity provider", change: { identity_provider: "Google" }, error: "invalid_request" },
    {
      what: "an identifier of a provider",
      change: { idp_identifier: "example.org" },
      error: "invalid_request",
    },
    { what: "nobody signed in and no prompt", change: { prompt: "none" }, error: "login_required" },
  ])("is $error for $what", async ({ change, error }) => {
    const visit = await new Browser(world).visit("/oauth2/authorize", request(change));
    expect(visit.left).toBe(true);
    expect(visit.url.origin + visit.url.pathname).toBe(CALLBACK);
    expect(Object.fromEntries(visit.url.searchParams)).toEqual({
      error,
      error_description: expect.stringMatching(/./),
      state: "a-state",
    });
  });

  it.each(["response_type", "scope", "state", "nonce", "code_challenge", "resource", "prompt"])(
    "is invalid_request for a repeated %s",
    async (name) => {
      const repeated = request({ resource: "https://api.example.org/", prompt: "login" });
      repeated.append(name, repeated.get(name) ?? "");
      const { url } = await new Browser(world).visit("/oauth2/authorize", repeated);
      expect(url.searchParams.get("error")).toBe("invalid_request");
    },
  );

  it("has no state where none was sent, and keeps the query of its callback", async () => {
    const callback = "https://app.example.org/callback?tenant=a";
    const own = await startWorld({ blueprint: hostedBlueprint({ callbackUrls: [callback] }) });
    const { url } = await new Browser(own).visit(
      "/oauth2/authorize",
      request({ redirect_uri: callback, state: "", scope: "orders/fly" }),
    );
    expect([...url.searchParams.keys()]).toEqual(["tenant", "error_description", "error"]);
  });
});

describe("a request with scopes that the client may not have, where those are ignored", () => {
  it("grants the others, and refuses where none is left", async () => {
    const own = await startWorld({ blueprint: hostedBlueprint(), unallowedScopes: "ignore" });
    await addUser(own, EMAIL);
    const implicit = ["code", "implicit"] as unknown as readonly "code"[];
    const lax = await startWorld({
      blueprint: hostedBlueprint({ allowedOAuthFlows: implicit }),
      unallowedScopes: "ignore",
    });
    await addUser(lax, EMAIL);
    const scope = "openid orders/write orders/fly";
    const { url } = await signInAtForm(new Browser(lax), { ...REQUEST, response_type: "token", scope });
    const tokens = new URLSearchParams(url.hash.slice(1));
    expect((await verified(lax, tokens.get("access_token") ?? "")).scope).toBe("openid");
    const refused = await new Browser(own).visit("/oauth2/authorize", request({ scope: "orders/write" }));
    expect(refused.url.searchParams.get("error")).toBe("invalid_scope");
  });
});

describe("a right request", () => {
  it("leads to the login page with the same parameters", async () => {
    const visit = await new Browser(world).visit("/oauth2/authorize", REQUEST);
    expect(visit.url.pathname).toBe("/login");
    expect(Object.fromEntries(visit.url.searchParams)).toEqual(REQUEST);
    expect(visit.status).toBe(200);
  });

  it("fills the user name in that it hints at, as text", async () => {
    const hint = `"><script>alert(1)</script>`;
    const { html } = await new Browser(world).visit("/oauth2/authorize", { ...REQUEST, login_hint: hint });
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    expect(html).not.toContain("<script");
  });
});
