// Does an answer of the hosted login count once, and only where it was asked for?
import { expect, test } from "vitest";
import { hostedTokens } from "../src/session/hosted/hosted-tokens.ts";
import { isLoginAnswer, type PendingLogin, pendingLogin } from "../src/session/hosted/pending-login.ts";
import { signedInName } from "../src/session/signed-in-name.ts";
import type { TabStorage } from "../src/session/tab-memory.ts";
import { DEPLOYED, LOCAL } from "./server-world.ts";

function tab(): TabStorage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const PENDING: PendingLogin = { state: "s", codeVerifier: "v", nonce: "n", hash: "#calls" };

test("a sign-in that has begun is taken once", () => {
  const storage = tab();
  pendingLogin(storage).write(PENDING);
  expect(pendingLogin(storage).take()).toEqual(PENDING);
  expect(pendingLogin(storage).take()).toBeUndefined();
  expect(storage.kept.size).toBe(0);
});

test.each([
  ["no JSON", "{"],
  ["another type", "7"],
  ["no verifier", JSON.stringify({ ...PENDING, codeVerifier: undefined })],
  ["a state that is no text", JSON.stringify({ ...PENDING, state: 1 })],
])("of what is kept, %s counts as no sign-in, and is forgotten", (_, text) => {
  const storage = tab();
  pendingLogin(storage).write(PENDING);
  const [key = ""] = storage.kept.keys();
  storage.kept.set(key, text);
  expect(pendingLogin(storage).take()).toBeUndefined();
  expect(storage.kept.size).toBe(0);
});

test.each([
  [{ accessToken: "a" }, true],
  [{ accessToken: "a", idToken: "i", refreshToken: "r" }, true],
  [{ idToken: "i" }, false],
  [{ accessToken: "a", refreshToken: 7 }, false],
])("tokens %j of a tab count: %s", (tokens, isValid) => {
  const storage = tab();
  hostedTokens(storage).write(tokens as { accessToken: string });
  expect(hostedTokens(storage).read()).toEqual(isValid ? tokens : undefined);
});

test.each([
  ["code=c&state=s", true],
  ["error=access_denied&state=s", true],
  ["code=c", false],
  ["state=s", false],
  ["", false],
])("the query %j is an answer: %s", (query, expected) => {
  expect(isLoginAnswer(new URLSearchParams(query))).toBe(expected);
});

const token = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`;

test.each([
  ["a persona of the local pool by its name", { email: "alice@example.com" }, LOCAL, "alice"],
  ["a person by the e-mail", { email: "zoë@example.com" }, DEPLOYED, "zoë@example.com"],
  ["a person without e-mail by the user name", {}, DEPLOYED, "u-1"],
])("the header names %s", (_, claims, settings, name) => {
  const tokens = { idToken: token(claims), accessToken: token({ username: "u-1" }) };
  expect(signedInName(tokens, settings)).toBe(name);
});

test("tokens that cannot be read name somebody", () => {
  expect(signedInName({ accessToken: "none" }, DEPLOYED)).toBe("somebody");
});
