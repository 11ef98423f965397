// Does the server keep the page to itself, and its caches right?
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contentSecurityPolicy } from "../server/content-security-policy.ts";
import { listen, type RunningServer } from "../server/listen.ts";
import { pageApp } from "../server/page-app.ts";
import { DEPLOYED, LOCAL } from "./server-world.ts";

let root: string;
let server: RunningServer;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "token-lab-"));
  const directory = join(root, "dist");
  await mkdir(join(directory, "assets"), { recursive: true });
  await writeFile(join(root, "secret.txt"), "not to be served");
  await writeFile(join(directory, "index.html"), "<!doctype html>");
  await writeFile(join(directory, "assets/index-0a1b2c3d.js"), `export const text = "${"x".repeat(5_000)}";`);
  server = await listen(pageApp({ directory, settings: LOCAL }), 0);
});

afterAll(async () => {
  await server?.close();
  await rm(root, { recursive: true });
});

/** Directives by name. */
function directives(policy: string): Record<string, string[]> {
  return Object.fromEntries(
    policy.split("; ").map((directive) => {
      const [name = "", ...sources] = directive.split(" ");
      return [name, sources];
    }),
  );
}

test.each([
  ["a local pool", LOCAL, ["'self'", "http://127.0.0.1:9229", "http://localhost:3000"]],
  [
    "a deployed pool",
    DEPLOYED,
    [
      "'self'",
      "https://api.example.com",
      "https://cognito-idp.eu-west-1.amazonaws.com",
      "https://example-orders-dev.auth.eu-west-1.amazoncognito.com",
      "https://graphql.example.com",
    ],
  ],
])("with %s the page may talk to the servers of its settings and no others", (_, settings, sources) => {
  expect(directives(contentSecurityPolicy(settings))["connect-src"]).toEqual(sources);
});

test("nothing inline, nothing evaluated and nothing from elsewhere is loaded", () => {
  const { "connect-src": _, ...others } = directives(contentSecurityPolicy(LOCAL));
  expect(others).toEqual({
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "worker-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'none'"],
    "object-src": ["'none'"],
  });
});

test.each([
  ["/", 200, "text/html; charset=utf-8", "no-cache"],
  ["/settings.json", 200, "application/json", "no-store"],
  ["/assets/index-0a1b2c3d.js", 200, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"],
  ["/assets/missing-0a1b2c3d.js", 404, "text/plain; charset=UTF-8", "no-store"],
  ["/..%2fsecret.txt", 404, "text/plain; charset=UTF-8", "no-store"],
])("%s is answered with %i, and its headers", async (path, status, type, caching) => {
  const response = await fetch(server.url + path);
  expect(response.status).toBe(status);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": type,
    "cache-control": caching,
    "content-security-policy": contentSecurityPolicy(LOCAL),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  });
});

test("the settings are served as they are", async () => {
  const response = await fetch(`${server.url}/settings.json`);
  expect(await response.json()).toEqual(LOCAL);
});

test("what is large is compressed", async () => {
  const response = await fetch(`${server.url}/assets/index-0a1b2c3d.js`);
  expect(response.headers.get("content-encoding")).toBe("gzip");
});

/** fetch sets Host itself. */
function statusFor(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${server.url}/settings.json`, { headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

test.each([
  ["localhost:5173", 200],
  ["127.0.0.1:5173", 200],
  ["[::1]:5173", 200],
  ["rebound.example.com", 421],
  ["localhost.example.com", 421],
])("a request to %s is answered with %i", async (host, status) => {
  expect(await statusFor(host)).toBe(status);
});

test("a port that is in use is told by its code", async () => {
  const port = Number(new URL(server.url).port);
  await expect(listen(pageApp({ directory: root, settings: LOCAL }), port)).rejects.toMatchObject({
    code: "PORT_IN_USE",
  });
});
