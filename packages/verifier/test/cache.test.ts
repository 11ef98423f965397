// What is remembered of tokens, for how long, and what is asked again each time?
import { expect, test, vi } from "vitest";
import { tokenCache } from "../src/cache/token-cache.ts";
import { createVerifier, type Principal, type VerifierOptions } from "../src/index.ts";
import type { VerifiedToken } from "../src/verified-token.ts";
import { CLIENTS, JWKS, NOW_MS, OPTIONS, tokenWith, USER_POOL_ID } from "./issuer.ts";
import { startKeyServer } from "./key-server.ts";
import { contract, type SamplePolicy } from "./sample-policy.ts";

let nowMs = NOW_MS;
const cached: VerifierOptions<SamplePolicy> = { ...OPTIONS, cache: { maxTokens: 10 }, clock: () => nowMs };
const codeOf = (result: Promise<unknown>) =>
  result.then(
    () => "accepted",
    (error: { code: string }) => error.code,
  );

test("a token that comes back gives the same principal", async () => {
  const verifier = createVerifier(contract, cached);
  const first = await verifier.verify(tokenWith());
  expect(await verifier.verify(`${tokenWith()}`)).toBe(first);
  expect(await createVerifier(contract, OPTIONS).verify(tokenWith({ set: { exp: 4e9 } }))).not.toBe(first);
});

test("without a bound nothing is remembered", async () => {
  const verifier = createVerifier(contract, { ...OPTIONS, clock: () => nowMs });
  expect(await verifier.verify(tokenWith())).not.toBe(await verifier.verify(tokenWith()));
});

test("a remembered token expires to the second", async () => {
  const verifier = createVerifier(contract, cached);
  expect(await codeOf(verifier.verify(tokenWith()))).toBe("accepted");
  nowMs = 1_790_003_599_999;
  expect(await codeOf(verifier.verify(tokenWith()))).toBe("accepted");
  nowMs = 1_790_003_600_000;
  expect(await codeOf(verifier.verify(tokenWith()))).toBe("TOKEN_EXPIRED");
  nowMs = NOW_MS;
});

test("a clock that is set back makes a remembered token early", async () => {
  const verifier = createVerifier(contract, cached);
  const token = tokenWith({ set: { nbf: 1_790_000_600 } });
  expect(await codeOf(verifier.verify(token))).toBe("accepted");
  nowMs = NOW_MS - 1;
  expect(await codeOf(verifier.verify(token))).toBe("TOKEN_NOT_YET_VALID");
  nowMs = NOW_MS;
});

test("each route's demand is held against a remembered token", async () => {
  const verifier = createVerifier(contract, cached);
  expect(await codeOf(verifier.verify(tokenWith(), { scopes: { all: ["orders/read"] } }))).toBe("accepted");
  expect(await codeOf(verifier.verify(tokenWith(), { scopes: { all: ["admin/*"] } }))).toBe(
    "INSUFFICIENT_SCOPE",
  );
  expect(await codeOf(verifier.verify(tokenWith(), { maxAge: { sinceIssueSeconds: 1 } }))).toBe(
    "TOKEN_TOO_OLD",
  );
});

test("another signature, payload or header under a remembered token is another token", async () => {
  const verifier = createVerifier(contract, cached);
  expect(await codeOf(verifier.verify(tokenWith()))).toBe("accepted");
  const [header, , signature] = tokenWith().split(".");
  const [, payload] = tokenWith({ set: { company_id: "other" } }).split(".");
  expect(await codeOf(verifier.verify(`${header}.${payload}.${signature}`))).toBe("SIGNATURE_INVALID");
  expect(await codeOf(verifier.verify(tokenWith().slice(0, -2)))).toBe("SIGNATURE_INVALID");
  expect(await codeOf(verifier.verify(tokenWith({ signing: "stranger" })))).toBe("SIGNATURE_INVALID");
  expect(await codeOf(verifier.verify(tokenWith({ signing: "stranger" })))).toBe("SIGNATURE_INVALID");
});

test("a token whose key the issuer withdraws is forgotten", async () => {
  const server = await startKeyServer(JWKS);
  const { issuer } = server;
  const options = { userPoolId: USER_POOL_ID, clients: CLIENTS, issuer, keys: { refreshAfterSeconds: 60 } };
  const verifier = createVerifier(contract, { ...options, cache: { maxTokens: 10 }, clock: () => nowMs });
  const token = tokenWith({ set: { iss: issuer } });
  expect(await codeOf(verifier.verify(token))).toBe("accepted");
  server.answer = { status: 200, body: JSON.stringify({ keys: [{ ...JWKS.keys[0], kid: "next" }] }) };
  expect(await codeOf(verifier.verify(token))).toBe("accepted");
  await verifier.prefetch();
  expect(await codeOf(verifier.verify(token))).toBe("KEY_UNKNOWN");
  await server.close();
});

test("whether a token is revoked is asked on each hit, with the principal", async () => {
  const isRevoked = vi.fn((_: Principal<SamplePolicy>) => false);
  const revocation = { isRevoked, deadlineMs: 1_000, onFailure: "refuse" } as const;
  const verifier = createVerifier(contract, { ...cached, revocation });
  const principal = await verifier.verify(tokenWith());
  isRevoked.mockReturnValueOnce(true);
  expect(await codeOf(verifier.verify(tokenWith()))).toBe("TOKEN_REVOKED");
  expect(await codeOf(verifier.verify(tokenWith()))).toBe("accepted");
  expect(isRevoked.mock.calls).toEqual([[principal], [principal], [principal]]);
});

const token = (id: number) => ({ kid: String(id) }) as unknown as VerifiedToken;

test("a flood of new tokens pushes out what came once, not what comes back", () => {
  const cache = tokenCache(100);
  for (let id = 0; id < 20; id++) cache.put(`hot${id}`, token(id));
  for (let id = 0; id < 20; id++) expect(cache.get(`hot${id}`)).toBeDefined();
  for (let id = 0; id < 10_000; id++) cache.put(`flood${id}`, token(id));
  for (let id = 0; id < 20; id++) expect(cache.get(`hot${id}`)).toBeDefined();
  expect(cache.get("flood0")).toBeUndefined();
  expect(cache.get("flood9999")).toBeDefined();
  expect(cache.size).toBeLessThanOrEqual(100);
});

test("a flood of tokens that each come twice leaves those that come between", () => {
  const cache = tokenCache(100);
  cache.put("hot", token(0));
  for (let id = 0; id < 10_000; id++) {
    expect(cache.get("hot")).toBeDefined();
    cache.put(`flood${id}`, token(id));
    cache.get(`flood${id}`);
    expect(cache.size).toBeLessThanOrEqual(100);
  }
});

test.each([1, 2, 3, 5])("a memory for %i tokens holds at most so many, and the last", (most) => {
  const cache = tokenCache(most);
  for (let id = 0; id < 20; id++) {
    cache.put(`t${id}`, token(id));
    expect(cache.get(`t${id}`)).toEqual(token(id));
    cache.get(`t${id}`);
    expect(cache.size).toBeLessThanOrEqual(most);
  }
  cache.delete("t19");
  expect(cache.get("t19")).toBeUndefined();
});
