// How is the page served? The built files and settings.json, with headers that keep it to itself.
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { compress } from "hono/compress";
import { isOnThisMachine } from "../src/settings/check-settings.ts";
import type { LabSettings } from "../src/settings/settings.ts";
import { contentSecurityPolicy } from "./content-security-policy.ts";

/** What is served. */
export interface Page {
  /** The directory that Vite built: `index.html` and `assets/`, whose names hold a hash of their content. */
  readonly directory: string;
  readonly settings: LabSettings;
}

/** Sent with every answer. (MDN: HTTP headers; OWASP Secure Headers Project) */
const HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
};

const ONE_YEAR_SECONDS = 31_536_000;

/** Who may keep what for how long; the first that fits. */
const CACHING: readonly (readonly [RegExp, string])[] = [
  [/^\/assets\//, `public, max-age=${ONE_YEAR_SECONDS}, immutable`],
  [/^\/settings\.json$/, "no-store"],
  [/^/, "no-cache"],
];

/** The page as an HTTP app. It answers names of this machine alone, so that no foreign page can come in by a DNS trick. */
export function pageApp({ directory, settings }: Page): Hono {
  const app = new Hono();
  const policy = contentSecurityPolicy(settings);
  app.use(async (c, next) => {
    const isOwnName = isOnThisMachine(`http://${c.req.header("host") ?? ""}`);
    if (isOwnName) await next();
    else c.res = c.text("expected a request to localhost", 421);
    for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
    c.res.headers.set("content-security-policy", policy);
    c.res.headers.set("cache-control", c.res.ok ? caching(c.req.path) : "no-store");
  });
  app.use(compress());
  app.get("/settings.json", (c) => c.json(settings));
  app.get("*", serveStatic({ root: directory }));
  app.notFound((c) => c.text("expected the path of a page: start at /", 404));
  return app;
}

function caching(path: string): string {
  return CACHING.find(([pattern]) => pattern.test(path))?.[1] ?? "no-store";
}
