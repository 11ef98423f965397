// Can everybody use the page? axe in light and dark, 360 pixels, keyboard alone; and the screenshots of the documentation.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { browserTests } from "./pages.ts";
import { goTo, signIn } from "./people.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const IMAGES = fileURLToPath(new URL("../../../docs/images/", import.meta.url));

/** A state of the page that everybody meets, and how to get there. */
type State = readonly [name: string, reach: (page: Page) => Promise<void>];

browserTests("the page for everybody", ({ dev, open }) => {
  const signedIn = (page: Page) => signIn(page, dev, { person: "alice", way: "Amplify" });
  const states: readonly State[] = [
    ["sign-in", async (page) => page.getByRole("button", { name: "Sign in", exact: true }).waitFor()],
    ["tokens", signedIn],
    [
      "calls",
      async (page) => {
        await signedIn(page);
        await goTo(page, "Calls");
        await page.getByRole("button", { name: "Call GET /orders with the access token" }).click();
        await page.getByRole("article").first().waitFor();
        await page.getByRole("button", { name: "Call GET /orders with the ID token" }).click();
        await page.getByRole("article").nth(1).waitFor();
        await page.getByRole("button", { name: "Send through Amplify" }).click();
        await page.getByRole("article").nth(2).waitFor();
      },
    ],
    [
      "policy",
      async (page) => {
        await goTo(page, "Policy");
        const editor = page.getByLabel("Policy as JSON");
        const policy = JSON.parse(await editor.inputValue());
        policy.accessToken.scopes["admin/*"].when = policy.accessToken.scopes["everyone/*"].when;
        await editor.fill(JSON.stringify(policy, null, 2));
        await page.getByText("A valid policy").waitFor();
        await page.getByRole("button", { name: "Compare with today" }).click();
        await page.getByText("Compared", { exact: true }).waitFor();
      },
    ],
  ];
  const schemes = ["light", "dark"] as const;
  const cases = states.flatMap(([name, reach]) =>
    schemes.map((colorScheme) => ({ name, reach, colorScheme })),
  );

  it.each(cases)(
    "$name in $colorScheme passes axe, wide and at 360 pixels, without scrolling sideways",
    async ({ name, reach, colorScheme }) => {
      const { page, close } = await open({ colorScheme, viewport: { width: 1280, height: 900 } });
      await reach(page);
      expect(await violations(page)).toEqual([]);
      if (process.env.UPDATE_SCREENSHOTS) {
        await page.evaluate(() => scrollTo(0, 0));
        await page.screenshot({ path: `${IMAGES}token-lab-${name}-${colorScheme}.png` });
      }
      await page.setViewportSize({ width: 360, height: 740 });
      expect(await violations(page)).toEqual([]);
      const { scroll, client } = await page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        client: document.documentElement.clientWidth,
      }));
      expect(scroll).toBeLessThanOrEqual(client);
      await close();
    },
  );

  it("is signed in to, and called from, by the keyboard alone", async () => {
    const { page, close } = await open();
    const { username = "", password = "" } = dev.users.bob ?? {};
    await page.getByRole("button", { name: "Sign in", exact: true }).waitFor();
    await tabTo(page, /email/i);
    await page.keyboard.type(username);
    await tabTo(page, /^password$/i);
    await page.keyboard.type(password);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Sign out" }).waitFor();
    await tabTo(page, /^Calls$/);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Call the API" }).waitFor();
    await page.getByRole("row", { name: "GET /orders" }).first().waitFor();
    await tabTo(page, /^Call GET \/orders with the access token$/);
    await page.keyboard.press("Enter");
    await page.getByRole("article", { name: "Answer to GET /orders with the access token" }).waitFor();
    await close();
  });
});

/** Every rule that axe knows, with what breaks it. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

/** Presses Tab until the focus is on what has this name. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press("Tab");
    const named = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      const label = (element as HTMLInputElement | null)?.labels?.[0]?.textContent;
      return (element?.getAttribute("aria-label") ?? label ?? element?.textContent ?? "")
        .replace(/\s+/g, " ")
        .trim();
    });
    if (name.test(named)) return;
  }
  throw new Error(`nothing called ${name} is reached with Tab`);
}
