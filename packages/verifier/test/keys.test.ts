// Where do keys come from, how often, and what is a key source that fails?
import { generateKeyPairSync } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createVerifier, type Verifier } from "../src/index.ts";
import { CLIENTS, JWKS, KID, NOW_MS, OPTIONS, STRANGERS_JWKS, tokenWith, USER_POOL_ID } from "./issuer.ts";
import { type KeyServer, startKeyServer } from "./key-server.ts";
import { contract, type SamplePolicy } from "./sample-policy.ts";

let server: KeyServer;
let verifier: Verifier<SamplePolicy>;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW_MS });
  server = await startKeyServer(JWKS);
  verifier = createVerifier(contract, { userPoolId: USER_POOL_ID, clients: CLIENTS, issuer: server.issuer });
});
afterEach(async () => {
  vi.useRealTimers();
  await server.close();
});

const tokenOf = (iss: string, header = {}) => tokenWith({ set: { iss }, header });
const codeOf = (token: string) =>
  verifier.verify(token).then(
    () => "accepted",
    (error: { code: string }) => error.code,
  );

describe("keys of a local issuer", () => {
  test("are fetched once for many tokens that come together", async () => {
    const codes = await Promise.all(Array.from({ length: 8 }, () => codeOf(tokenOf(server.issuer))));
    expect(codes).toEqual(Array(8).fill("accepted"));
    expect(server.requests).toEqual([`/${USER_POOL_ID}/.well-known/jwks.json`]);
  });

  test("outlive an outage of their source", async () => {
    expect(await codeOf(tokenOf(server.issuer))).toBe("accepted");
    await server.close();
    expect(await codeOf(tokenOf(server.issuer))).toBe("accepted");
  });

  test("are fetched again for a new key id, but not for every bad one", async () => {
    expect(await codeOf(tokenOf(server.issuer))).toBe("accepted");
    for (const kid of ["a", "b", "c"]) {
      expect(await codeOf(tokenOf(server.issuer, { kid }))).toBe("KEY_UNKNOWN");
    }
    expect(server.requests).toHaveLength(2);
    expect(await codeOf(tokenOf(server.issuer))).toBe("accepted");
  });

  test("are found after a rotation", async () => {
    expect(await codeOf(tokenOf(server.issuer))).toBe("accepted");
    server.answer = {
      status: 200,
      body: JSON.stringify({ keys: [...JWKS.keys, { ...JWKS.keys[0], kid: "next" }] }),
    };
    expect(await codeOf(tokenOf(server.issuer, { kid: "next" }))).toBe("accepted");
  });

  test("are not asked for by a token that cannot be good", async () => {
    expect(await codeOf(tokenWith())).toBe("ISSUER_MISMATCH");
    expect(await codeOf(tokenOf(server.issuer, { alg: "HS256" }))).toBe("ALGORITHM_NOT_ALLOWED");
    expect(await codeOf("a.b.c")).toBe("TOKEN_MALFORMED");
    expect(server.requests).toEqual([]);
  });

  test("of somebody else under the same key id do not verify", async () => {
    server.answer = { status: 200, body: JSON.stringify(STRANGERS_JWKS) };
    expect(await codeOf(tokenOf(server.issuer))).toBe("SIGNATURE_INVALID");
  });

  test("that are no RSA keys for signing are as good as none", async () => {
    const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const keys = [
      { ...publicKey.export({ format: "jwk" }), kid: KID },
      { ...JWKS.keys[0], kid: KID, use: "enc" },
    ];
    server.answer = { status: 200, body: JSON.stringify({ keys }) };
    expect(await codeOf(tokenOf(server.issuer))).toBe("KEY_UNKNOWN");
  });
});

describe("a key source that fails makes nobody's token bad:", () => {
  const answers = [
    ["a server error", { status: 500, body: "" }, "KEYS_UNAVAILABLE"],
    ["nothing found", { status: 404, body: "" }, "KEYS_UNAVAILABLE"],
    ["a redirect, which is not followed", { status: 302, body: "" }, "KEYS_UNAVAILABLE"],
    ["no JSON", { status: 200, body: "<html>" }, "KEYS_INVALID"],
    ["no key set", { status: 200, body: "{}" }, "KEYS_INVALID"],
  ] as const;

  test.each(answers)("%s", async (_, answer, code) => {
    server.answer = { ...answer };
    await expect(verifier.verify(tokenOf(server.issuer))).rejects.toMatchObject({
      code,
      category: "unavailable",
      status: 503,
    });
    expect(server.requests).toHaveLength(1);
  });

  test("nobody listening, until somebody does", async () => {
    server.answer = { status: 500, body: "" };
    expect(await codeOf(tokenOf(server.issuer))).toBe("KEYS_UNAVAILABLE");
    server.answer = { status: 200, body: JSON.stringify(JWKS) };
    expect(await codeOf(tokenOf(server.issuer))).toBe("accepted");
    const { issuer } = server;
    await server.close();
    verifier = createVerifier(contract, { userPoolId: USER_POOL_ID, clients: CLIENTS, issuer });
    expect(await codeOf(tokenOf(issuer))).toBe("KEYS_UNAVAILABLE");
  });
});

describe("pinned keys", () => {
  test("are the only ones: an unknown key id fetches nothing", async () => {
    const fetched = vi.spyOn(globalThis, "fetch");
    const { issuer } = server;
    verifier = createVerifier(contract, { userPoolId: USER_POOL_ID, clients: CLIENTS, issuer, jwks: JWKS });
    expect(await codeOf(tokenOf(issuer))).toBe("accepted");
    expect(await codeOf(tokenOf(issuer, { kid: "other" }))).toBe("KEY_UNKNOWN");
    expect(fetched).not.toHaveBeenCalled();
    expect(server.requests).toEqual([]);
  });

  test("of somebody else do not verify", async () => {
    verifier = createVerifier(contract, { ...OPTIONS, jwks: STRANGERS_JWKS });
    expect(await codeOf(tokenWith())).toBe("SIGNATURE_INVALID");
  });
});

describe("keys that grow old", () => {
  const KEYS = { refreshAfterSeconds: 60, maxStaleSeconds: 600, refetchWaitSeconds: 10 };
  const at = (seconds: number) => vi.setSystemTime(NOW_MS + seconds * 1_000);
  /** Until the key server has been asked so often, and its answer is read. */
  const settled = (requests: number) =>
    vi.waitFor(async () => {
      expect(server.requests).toHaveLength(requests);
      await new Promise((resolve) => setTimeout(resolve, 1));
    });

  beforeEach(async () => {
    const { issuer } = server;
    verifier = createVerifier(contract, { userPoolId: USER_POOL_ID, clients: CLIENTS, issuer, keys: KEYS });
    await verifier.prefetch();
    expect(server.requests).toHaveLength(1);
  });

  test("are there before the first token, after prefetch", async () => {
    expect(await codeOf(tokenOf(server.issuer))).toBe("accepted");
    expect(server.requests).toHaveLength(1);
  });

  test("are refreshed in the background, once, while tokens go on", async () => {
    at(60);
    expect(await codeOf(tokenOf(server.issuer))).toBe("accepted");
    expect(server.requests).toHaveLength(1);
    at(61);
    const codes = await Promise.all(Array.from({ length: 5 }, () => codeOf(tokenOf(server.issuer))));
    expect(codes).toEqual(Array(5).fill("accepted"));
    await settled(2);
  });

  test("are used through an outage, and asked for again after the wait only", async () => {
    server.answer = { status: 500, body: "" };
    at(61);
    expect(await codeOf(tokenOf(server.issuer))).toBe("accepted");
    await settled(2);
    at(70);
    expect(await codeOf(tokenOf(server.issuer))).toBe("accepted");
    expect(await codeOf(tokenOf(server.issuer, { kid: "new" }))).toBe("KEYS_UNAVAILABLE");
    expect(server.requests).toHaveLength(2);
    at(72);
    expect(await codeOf(tokenOf(server.issuer))).toBe("accepted");
    await settled(3);
  });

  test("are not used beyond the stated age: 503, and good again when the issuer answers", async () => {
    server.answer = { status: 500, body: "" };
    at(601);
    await expect(verifier.verify(tokenOf(server.issuer))).rejects.toMatchObject({
      code: "KEYS_UNAVAILABLE",
      status: 503,
      retryAfterSeconds: 10,
    });
    server.answer = { status: 200, body: JSON.stringify(JWKS) };
    expect(await codeOf(tokenOf(server.issuer))).toBe("accepted");
  });

  test("overlap in a rotation, and a withdrawn one is not good any more", async () => {
    const next = { ...JWKS.keys[0], kid: "next" };
    server.answer = { status: 200, body: JSON.stringify({ keys: [...JWKS.keys, next] }) };
    expect(await codeOf(tokenOf(server.issuer, { kid: "next" }))).toBe("accepted");
    expect(await codeOf(tokenOf(server.issuer))).toBe("accepted");
    server.answer = { status: 200, body: JSON.stringify({ keys: [next] }) };
    await verifier.prefetch();
    expect(await codeOf(tokenOf(server.issuer))).toBe("KEY_UNKNOWN");
    expect(await codeOf(tokenOf(server.issuer, { kid: "next" }))).toBe("accepted");
  });

  test("are not replaced by a set without any", async () => {
    server.answer = { status: 200, body: JSON.stringify({ keys: [] }) };
    await expect(verifier.prefetch()).rejects.toMatchObject({ code: "KEYS_INVALID", status: 503 });
    expect(await codeOf(tokenOf(server.issuer))).toBe("accepted");
  });

  test("are replaced by another key under the same id", async () => {
    server.answer = { status: 200, body: JSON.stringify(STRANGERS_JWKS) };
    await verifier.prefetch();
    expect(await codeOf(tokenOf(server.issuer))).toBe("SIGNATURE_INVALID");
    expect(await codeOf(tokenWith({ set: { iss: server.issuer }, signing: "stranger" }))).toBe("accepted");
  });

  test("are asked for again by an unknown key id once the wait is over", async () => {
    expect(await codeOf(tokenOf(server.issuer, { kid: "a" }))).toBe("KEY_UNKNOWN");
    at(9);
    expect(await codeOf(tokenOf(server.issuer, { kid: "b" }))).toBe("KEY_UNKNOWN");
    expect(server.requests).toHaveLength(2);
    at(10);
    expect(await codeOf(tokenOf(server.issuer, { kid: "c" }))).toBe("KEY_UNKNOWN");
    expect(server.requests).toHaveLength(3);
  });
});
