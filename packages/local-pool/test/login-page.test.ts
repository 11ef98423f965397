// How does a person sign in at the login page, and what does the page keep out?
import {
  AdminCreateUserCommand,
  AdminUserGlobalSignOutCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLIENT_IDS, USER_POOL_ID } from "./world/blueprint.ts";
import { Browser, formOf, problemOf } from "./world/browser.ts";
import { EMAIL } from "./world/calls.ts";
import {
  CALLBACK,
  hostedBlueprint,
  openHostedWorld,
  REQUEST,
  redemption,
  SIGNED_OUT,
  signInAtForm,
  WEB,
} from "./world/hosted.ts";
import { addUser, NOW_MS, PASSWORD, startWorld, tokenRequest, verified, type World } from "./world/world.ts";

let world: World;
beforeAll(async () => {
  world = await openHostedWorld();
  await addUser(world, EMAIL, { email_verified: "true" });
});
afterAll(() => world.close());

async function worldWithUser(options: Parameters<typeof startWorld>[0] = {}): Promise<World> {
  const own = await startWorld({ blueprint: hostedBlueprint(), ...options });
  await addUser(own, EMAIL, { email_verified: "true" });
  return own;
}

describe("the page", () => {
  it("can neither run scripts, be framed, be stored nor tell where it was", async () => {
    const { headers, html } = await new Browser(world).visit("/login", REQUEST);
    const policy = headers.get("content-security-policy") ?? "";
    for (const directive of [
      "default-src 'none'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'self' https://app.example.org",
    ]) {
      expect(policy.split("; ")).toContain(directive);
    }
    expect(policy).not.toContain("script-src");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(html).not.toMatch(/<script| on[a-z]+=| style=/);
  });

  it("has a label for each field, and the focus in the first empty one", async () => {
    const empty = await new Browser(world).visit("/login", REQUEST);
    for (const id of ["username", "password"]) {
      expect(empty.html).toContain(`<label for="${id}">`);
      expect(empty.html).toContain(`<input id="${id}"`);
    }
    expect(empty.html).toMatch(/<input id="username"[^>]* autofocus/);
    const hinted = await new Browser(world).visit("/login", { ...REQUEST, login_hint: EMAIL });
    expect(hinted.html).toMatch(/<input id="password"[^>]* autofocus/);
    expect(hinted.html.match(/autofocus/g)).toHaveLength(1);
  });

  it("names a custom scheme in its policy where the client is an app", async () => {
    const callback = "myapp://callback";
    const own = await startWorld({ blueprint: hostedBlueprint({ callbackUrls: [callback] }) });
    const { headers } = await new Browser(own).visit("/login", { ...REQUEST, redirect_uri: callback });
    expect(headers.get("content-security-policy")).toContain("form-action 'self' myapp:;");
  });
});

describe("a sign-in", () => {
  it("leads back to the client with a code and the state", async () => {
    const visit = await signInAtForm(new Browser(world));
    expect(visit.left).toBe(true);
    expect(visit.url.origin + visit.url.pathname).toBe(CALLBACK);
    expect(Object.fromEntries(visit.url.searchParams)).toEqual({
      code: expect.stringMatching(/^[0-9a-f-]{36}$/),
      state: "a-state",
    });
  });

  it.each([
    { what: "a wrong password", typed: { password: "Wrong-horse-1" } },
    { what: "an unknown user", typed: { username: "nobody@example.org" } },
    { what: "no password", typed: { password: "" } },
    { what: "no user name", typed: { username: "" } },
  ])("comes back with the same sentence for $what", async ({ typed }) => {
    const visit = await signInAtForm(new Browser(world), REQUEST, typed);
    expect({ status: visit.status, left: visit.left }).toEqual({ status: 400, left: false });
    expect(problemOf(visit)).toBe("Incorrect username or password.");
    expect(visit.html).not.toContain("Wrong-horse-1");
  });

  it("shows what the trigger threw above the form, as text, and signs nobody in", async () => {
    const own = await worldWithUser({
      handler: () => {
        throw new Error("<b>no & never</b>");
      },
    });
    const browser = new Browser(own);
    const visit = await signInAtForm(browser);
    expect(problemOf(visit)).toBe("PreTokenGeneration failed with error <b>no & never</b>.");
    expect(visit.html).not.toContain("<b>");
    expect(own.events).toHaveLength(1);
    expect([...browser.cookies.keys()]).toEqual(["XSRF-TOKEN"]);
  });

  it("can be tried again in the page that came back", async () => {
    const browser = new Browser(world);
    const refused = await signInAtForm(browser, REQUEST, { password: "wrong" });
    const visit = await browser.submit(refused, { username: EMAIL, password: PASSWORD });
    expect(visit.url.searchParams.get("code")).not.toBeNull();
  });
});

describe("a temporary password", () => {
  const TEMPORARY = "Temporary-1";
  async function created(own: World, email: string): Promise<Browser> {
    await own.sdk.send(
      new AdminCreateUserCommand({
        UserPoolId: USER_POOL_ID,
        Username: email,
        TemporaryPassword: TEMPORARY,
        MessageAction: "SUPPRESS",
      }),
    );
    return new Browser(own);
  }
  const typed = (username: string) => ({ username, password: TEMPORARY });

  it("leads to a page for a new one, and then to the client", async () => {
    const browser = await created(world, "new@example.org");
    const page = await signInAtForm(browser, REQUEST, typed("new@example.org"));
    expect(formOf(page.html).fields).toHaveProperty("new_password");
    const weak = await browser.submit(page, { new_password: "weak" });
    expect(problemOf(weak)).toMatch(/^Password did not conform with policy/);
    const visit = await browser.submit(weak, { new_password: "Chosen-horse-1" });
    expect(visit.url.searchParams.get("code")).not.toBeNull();
    const again = await signInAtForm(new Browser(world), REQUEST, {
      username: "new@example.org",
      password: "Chosen-horse-1",
    });
    expect(again.left).toBe(true);
  });

  it("can be replaced once, by the client that it was given to, within three minutes", async () => {
    const own = await startWorld({ blueprint: hostedBlueprint() });
    const browser = await created(own, EMAIL);
    const page = await signInAtForm(browser, REQUEST, typed(EMAIL));
    const other = { ...page, html: page.html.replaceAll(WEB, CLIENT_IDS.server.clientId) };
    expect(problemOf(await browser.submit(other, { new_password: "Chosen-horse-1" }))).toMatch(/expired/);
    own.pass(181);
    expect(problemOf(await browser.submit(page, { new_password: "Chosen-horse-1" }))).toMatch(/expired/);
    const fresh = await signInAtForm(browser, REQUEST, typed(EMAIL));
    expect((await browser.submit(fresh, { new_password: "Chosen-horse-1" })).left).toBe(true);
    expect(problemOf(await browser.submit(fresh, { new_password: "Other-horse-1" }))).toMatch(/expired/);
  });

  it("asks for the required attributes that are missing", async () => {
    const base = hostedBlueprint();
    const own = await startWorld({ blueprint: { ...base, requiredAttributes: ["email", "name"] } });
    const browser = await created(own, EMAIL);
    const page = await signInAtForm(browser, REQUEST, typed(EMAIL));
    expect(page.html).toContain('<label for="requiredAttributes.name">Name</label>');
    const missing = await browser.submit(page, { new_password: "Chosen-horse-1" });
    expect(problemOf(missing)).toBe("Invalid attributes given, name is missing");
    const visit = await browser.submit(missing, {
      new_password: "Chosen-horse-1",
      "requiredAttributes.name": "Pat",
    });
    expect(visit.left).toBe(true);
    expect(own.events.at(-1)).toMatchObject({ request: { userAttributes: { name: "Pat" } } });
  });
});

describe("the session of the login pages", () => {
  it("is a cookie for an hour that scripts and other sites cannot use", async () => {
    const browser = new Browser(world);
    await signInAtForm(browser);
    const line = browser.setCookies.find((cookie) => cookie.startsWith(`cognito-${USER_POOL_ID}=`)) ?? "";
    const [, ...attributes] = line.split("; ");
    expect(attributes.sort()).toEqual(["HttpOnly", "Max-Age=3600", "Path=/", "SameSite=Lax"]);
  });

  it("signs in without a password, as of the time of the password, and asks the trigger each time", async () => {
    const own = await worldWithUser();
    const browser = new Browser(own);
    await signInAtForm(browser);
    own.pass(1800);
    const visit = await browser.visit("/oauth2/authorize", { ...REQUEST, prompt: "none" });
    expect(visit.left).toBe(true);
    const { body } = await tokenRequest(own, redemption(visit.url.searchParams.get("code") ?? ""));
    const claims = await verified(own, String(body.access_token));
    expect(claims).toMatchObject({ auth_time: NOW_MS / 1000, iat: NOW_MS / 1000 + 1800 });
    expect(own.events).toHaveLength(2);
    own.pass(1800);
    expect((await browser.visit("/oauth2/authorize", REQUEST)).url.pathname).toBe("/login");
  });

  it("asks again where the client wants a new sign-in", async () => {
    const browser = new Browser(world);
    await signInAtForm(browser);
    const visit = await browser.visit("/oauth2/authorize", { ...REQUEST, prompt: "login" });
    expect(visit.url.pathname).toBe("/login");
  });

  it("tells the client what the trigger threw where no form is shown", async () => {
    let denies = false;
    const own = await worldWithUser({
      handler: (event) => {
        if (denies) throw new Error("not today");
        return event;
      },
    });
    const browser = new Browser(own);
    await signInAtForm(browser);
    denies = true;
    const { url } = await browser.visit("/oauth2/authorize", REQUEST);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      error: "invalid_request",
      error_description: "PreTokenGeneration failed with error not today.",
      state: "a-state",
    });
  });

  it("ends with a sign-out everywhere, and cannot be made up", async () => {
    const own = await worldWithUser();
    const browser = new Browser(own);
    await signInAtForm(browser);
    const name = `cognito-${USER_POOL_ID}`;
    const stranger = new Browser(own);
    stranger.cookies.set(name, `${browser.cookies.get(name)?.slice(0, -2)}xx`);
    expect((await stranger.visit("/oauth2/authorize", REQUEST)).url.pathname).toBe("/login");
    await own.sdk.send(new AdminUserGlobalSignOutCommand({ UserPoolId: USER_POOL_ID, Username: EMAIL }));
    expect((await browser.visit("/oauth2/authorize", REQUEST)).url.pathname).toBe("/login");
  });
});

describe("a sign-out", () => {
  it("forgets who was signed in and goes to a sign-out URL of the client", async () => {
    const browser = new Browser(world);
    await signInAtForm(browser);
    const visit = await browser.visit("/logout", { client_id: WEB, logout_uri: SIGNED_OUT });
    expect({ left: visit.left, url: visit.url.href }).toEqual({ left: true, url: SIGNED_OUT });
    expect((await browser.visit("/oauth2/authorize", REQUEST)).url.pathname).toBe("/login");
  });

  it("goes back to the login page for the next sign-in", async () => {
    const browser = new Browser(world);
    await signInAtForm(browser);
    const visit = await browser.visit("/logout", REQUEST);
    expect(visit.url.pathname).toBe("/login");
    expect((await browser.submit(visit, { username: EMAIL, password: PASSWORD })).left).toBe(true);
  });

  it.each([
    { what: "no client", parameters: { logout_uri: SIGNED_OUT } },
    {
      what: "a URL of another site",
      parameters: { client_id: WEB, logout_uri: "https://evil.example.com/" },
    },
    { what: "a URL with a slash more", parameters: { client_id: WEB, logout_uri: `${SIGNED_OUT}/` } },
    { what: "a callback URL as sign-out URL", parameters: { client_id: WEB, logout_uri: CALLBACK } },
    { what: "nowhere to go", parameters: { client_id: WEB } },
    { what: "no response type", parameters: { client_id: WEB, redirect_uri: CALLBACK } },
    {
      what: "a redirect URI of another site",
      parameters: { client_id: WEB, redirect_uri: "https://evil.example.com/", response_type: "code" },
    },
  ])("is refused, and nobody signed out, for $what", async ({ parameters }) => {
    const browser = new Browser(world);
    await signInAtForm(browser);
    const visit = await browser.visit("/logout", new URLSearchParams(Object.entries(parameters)));
    expect({ status: visit.status, left: visit.left }).toEqual({ status: 400, left: false });
    expect((await browser.visit("/oauth2/authorize", REQUEST)).left).toBe(true);
  });
});

describe("a form that is not from the page", () => {
  const typed = { username: EMAIL, password: PASSWORD };

  it.each([
    { what: "without its token", typed: { _csrf: "" }, headers: {} },
    { what: "with another token", typed: { _csrf: "x".repeat(43) }, headers: {} },
    { what: "from another site", typed: {}, headers: { origin: "https://evil.example.com" } },
    { what: "from another port of this machine", typed: {}, headers: { origin: "http://127.0.0.1:1" } },
    { what: "from a site of the same name", typed: {}, headers: { "sec-fetch-site": "same-site" } },
    {
      what: "across sites without an origin",
      typed: {},
      headers: { origin: "null", "sec-fetch-site": "cross-site" },
    },
  ])("is refused $what", async (row) => {
    const browser = new Browser(world);
    const page = await browser.visit("/login", REQUEST);
    const visit = await browser.submit(page, { ...typed, ...row.typed }, row.headers);
    expect({ status: visit.status, left: visit.left }).toEqual({ status: 400, left: false });
    expect(browser.cookies.has(`cognito-${USER_POOL_ID}`)).toBe(false);
  });

  it("is refused from a browser that the page was not given to", async () => {
    const page = await new Browser(world).visit("/login", REQUEST);
    const stranger = new Browser(world);
    expect((await stranger.submit(page, typed)).left).toBe(false);
    await stranger.visit("/login", REQUEST);
    expect((await stranger.submit(page, typed)).left).toBe(false);
  });

  it("is taken where the browser hides its origin, as it does for a page without a referrer", async () => {
    const browser = new Browser(world);
    const page = await browser.visit("/login", REQUEST);
    expect((await browser.submit(page, typed, { origin: "null" })).left).toBe(true);
  });

  it("stays good in one window while another is opened", async () => {
    const browser = new Browser(world);
    const first = await browser.visit("/login", REQUEST);
    await browser.visit("/login", { ...REQUEST, state: "other" });
    expect((await browser.submit(first, typed)).left).toBe(true);
  });

  it.each(["application/json", "text/plain"])("is refused as %s", async (type) => {
    const browser = new Browser(world);
    const page = await browser.visit("/login", REQUEST);
    const visit = await browser.submit(page, typed, { "content-type": type });
    expect({ status: visit.status, left: visit.left }).toEqual({ status: 400, left: false });
  });
});
