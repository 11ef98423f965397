// Which addresses of an environment follow a process to its port?
import { expect, it } from "vitest";
import { movedEnvironment } from "../src/dev/moved-urls.ts";

const PORTS = new Map([
  [5173, 40_001],
  [3000, 5173],
]);

it.each([
  ["http://localhost:5173", "http://localhost:40001"],
  ["http://localhost:5173/", "http://localhost:40001/"],
  ["http://localhost:5173/signed-in?a=1", "http://localhost:40001/signed-in?a=1"],
  ["http://localhost:5173?a=1", "http://localhost:40001?a=1"],
  // Moved once, although its new port is the old one of another process.
  ["http://localhost:3000/", "http://localhost:5173/"],
  ["http://localhost:9229/", "http://localhost:9229/"],
  ["http://localhost:51730/", "http://localhost:51730/"],
  ["http://localhost/", "http://localhost/"],
  ["https://localhost:5173/", "https://localhost:5173/"],
  ["http://127.0.0.1:5173/", "http://127.0.0.1:5173/"],
  [
    "https://shop.example.com/?to=http://localhost:5173/",
    "https://shop.example.com/?to=http://localhost:5173/",
  ],
  ["shop://localhost:5173/", "shop://localhost:5173/"],
])("%s becomes %s wherever it stands", (url, moved) => {
  const environment = {
    settings: { page: url },
    allowedOrigins: [url],
    clients: { web: { callbackUrls: [url, url], logoutUrls: [url] }, shop: { callbackUrls: [url] } },
  };
  expect(movedEnvironment(environment, PORTS)).toEqual({
    settings: { page: url },
    allowedOrigins: [moved],
    clients: { web: { callbackUrls: [moved, moved], logoutUrls: [moved] }, shop: { callbackUrls: [moved] } },
  });
});

it("adds nothing to an environment without addresses", () => {
  expect(movedEnvironment({}, PORTS)).toEqual({});
});
