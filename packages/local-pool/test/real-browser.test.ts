// Can a person sign in with a real browser, with scripts off and on? Skipped where there is no Chromium.
import { accessSync, constants } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, join } from "node:path";
import { AdminCreateUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { USER_POOL_ID } from "./world/blueprint.ts";
import { EMAIL } from "./world/calls.ts";
import { hostedBlueprint, REQUEST, redemption } from "./world/hosted.ts";
import { addUser, openWorld, PASSWORD, tokenRequest, type World } from "./world/world.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];
const executablePath = process.env.CHROMIUM_PATH || onPath(NAMES);
if (executablePath === undefined) {
  console.warn(`skipped: no browser. Set CHROMIUM_PATH, or put one of ${NAMES.join(", ")} on PATH`);
}

function onPath(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

declare module "vitest" {
  interface TaskMeta {
    /** Why a test is skipped: `.ci/totals.mjs` prints it. */
    skipReason?: string;
  }
}

const NEEDS = { meta: { skipReason: `needs one of ${NAMES.join(", ")}` } };

describe.skipIf(executablePath === undefined)("a real browser", NEEDS, () => {
  let world: World;
  let browser: Browser;
  /** The web application that people sign in to: its callback page says what came. */
  let application: Server;
  let callback: string;

  beforeAll(async () => {
    application = createServer((_, response) => {
      response.setHeader("content-type", "text/html");
      response.end("<h1>Signed in</h1>");
    });
    await new Promise<void>((resolve) => application.listen(0, "127.0.0.1", resolve));
    const { port } = application.address() as AddressInfo;
    callback = `http://localhost:${port}/callback`;
    const signedOut = `http://localhost:${port}/signed-out`;
    world = await openWorld({
      blueprint: hostedBlueprint({ callbackUrls: [callback], logoutUrls: [signedOut] }),
      clock: Date.now,
    });
    await addUser(world, EMAIL, { email_verified: "true" });
    browser = await chromium.launch({ executablePath: executablePath ?? "", args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
    application?.close();
  });

  function address(path: string, change: Readonly<Record<string, string>> = {}): string {
    const query = new URLSearchParams({ ...REQUEST, redirect_uri: callback, ...change });
    return `${world.pool.endpoint}${path}?${query}`;
  }

  async function typeAndSubmit(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value);
    await page.getByRole("button").click();
  }

  describe.each([{ javaScriptEnabled: false }, { javaScriptEnabled: true }])(
    "with $javaScriptEnabled",
    (options) => {
      it("signs in after a wrong password, comes back without one, and signs out", async () => {
        const context = await browser.newContext(options);
        const page = await context.newPage();
        const complaints: string[] = [];
        page.on("console", (message) => complaints.push(message.text()));
        await page.goto(address("/oauth2/authorize"));
        expect(await page.title()).toBe("Sign in");
        expect(await page.locator("input:focus").getAttribute("id")).toBe("username");
        await typeAndSubmit(page, { "Email address": EMAIL, Password: "Wrong-horse-1" });
        expect(await page.getByRole("alert").textContent()).toBe("Incorrect username or password.");
        expect(await page.getByLabel("Email address").inputValue()).toBe(EMAIL);
        await typeAndSubmit(page, { Password: PASSWORD });
        await page.waitForURL(`${callback}?**`);
        const code = new URL(page.url()).searchParams.get("code") ?? "";
        const { status } = await tokenRequest(world, redemption(code, { redirect_uri: callback }));
        expect(status).toBe(200);

        await page.goto(address("/oauth2/authorize", { state: "second" }));
        expect(new URL(page.url()).searchParams.get("state")).toBe("second");
        const signedOut = callback.replace("callback", "signed-out");
        await page.goto(address("/logout", { logout_uri: signedOut }));
        expect(page.url()).toBe(signedOut);
        await page.goto(address("/oauth2/authorize"));
        expect(new URL(page.url()).pathname).toBe("/login");
        expect(complaints.filter((text) => /Content.Security.Policy/i.test(text))).toEqual([]);
        await context.close();
      });
    },
  );

  it("replaces a temporary password", async () => {
    await world.sdk.send(
      new AdminCreateUserCommand({
        UserPoolId: USER_POOL_ID,
        Username: "new@example.org",
        TemporaryPassword: "Temporary-1",
        MessageAction: "SUPPRESS",
      }),
    );
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(address("/login"));
    await typeAndSubmit(page, { "Email address": "new@example.org", Password: "Temporary-1" });
    await typeAndSubmit(page, { "New password": "Chosen-horse-1" });
    await page.waitForURL(`${callback}?**`);
    expect(new URL(page.url()).searchParams.get("code")).not.toBeNull();
    await context.close();
  });
});
