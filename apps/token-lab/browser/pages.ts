// How does a test use the page? In a fresh context of a real browser, which tells of every complaint.
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, inject } from "vitest";
import { findChromium, NEEDS_CHROMIUM } from "./chromium.ts";
import type { DevReady } from "./dev-process.ts";

/** An open page. */
export interface Opened {
  readonly page: Page;
  /** What the browser's console said: Content-Security-Policy violations are there. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** What a browser test works with. */
export interface BrowserWorld {
  readonly dev: DevReady;
  /** Opens the page in a context of its own. */
  open(options?: BrowserContextOptions & { readonly url?: string }): Promise<Opened>;
}

/** A group of tests that need a browser; without one they are skipped, and say so. */
export function browserTests(name: string, define: (world: BrowserWorld) => void): void {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    describe.skip(name, { meta: { skipReason: NEEDS_CHROMIUM } }, () => define({} as BrowserWorld));
    return;
  }
  describe(name, () => {
    const dev = inject("dev") as DevReady;
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    });
    afterAll(() => browser?.close());
    define({
      dev,
      open: async ({ url = dev.processes.lab.url, ...options } = {}) => {
        const context = await browser.newContext(options);
        const page = await context.newPage();
        const complaints: string[] = [];
        page.on("console", (message) => {
          if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
        });
        page.on("pageerror", (error) => complaints.push(error.message));
        await page.goto(url);
        return { page, complaints, close: () => context.close() };
      },
    });
  });
}
