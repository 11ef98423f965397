// Are the keys made here and now, and do they stay in memory?
import { readdirSync, readFileSync } from "node:fs";
import { exportJWK } from "jose";
import { expect, it, vi } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { ownKeys, strangersKey } from "../src/keys.ts";
import { ordersIssuer } from "./world.ts";

it("the private halves cannot be taken out of memory", async () => {
  const { access, id } = await ownKeys();
  for (const { privateKey, publicKey } of [access, id, await strangersKey()]) {
    await expect(exportJWK(publicKey)).resolves.toMatchObject({ kty: "RSA" });
    await expect(exportJWK(privateKey)).rejects.toBeInstanceOf(TypeError);
  }
});

it("an issuer shows the public halves alone, of 2,048 bits, under key ids of their own", async () => {
  const { keys } = (await ordersIssuer()).issuer.jwks;
  expect(keys).toHaveLength(2);
  for (const key of keys) {
    expect(Object.keys(key).sort()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
    expect(key).toMatchObject({ alg: "RS256", n: expect.stringMatching(/^[\w-]{342}$/) });
  }
  expect(new Set(keys.map((key) => (key as { kid: string }).kid)).size).toBe(2);
});

it("all issuers of a process share them", async () => {
  const [one, other] = await Promise.all([ordersIssuer(), ordersIssuer()]);
  expect(one.issuer.jwks).toEqual(other.issuer.jwks);
});

it("another process has others: none ships with the package", async () => {
  const { access } = await ownKeys();
  vi.resetModules();
  const fresh = await import("../src/keys.ts");
  const { access: another } = await fresh.ownKeys();
  expect(another.publicJwk.n).not.toBe(access.publicJwk.n);
  expect(another.kid).not.toBe(access.kid);
});

it("no source names a key or writes a file, and only the compiled ones are published", () => {
  const folder = new URL("../src/", import.meta.url);
  const sources = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8"));
  expect(sources.length).toBeGreaterThan(10);
  for (const source of sources)
    expect(source).not.toMatch(/BEGIN [A-Z ]*KEY|write\w*File|createWriteStream|appendFile/);
  expect(manifest.files).toEqual(["dist", "README.md", "LICENSE", "CHANGELOG.md"]);
});
