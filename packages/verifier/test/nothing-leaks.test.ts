// Does anything of a token, its claims or the network come out with a failure?
import { inspect } from "node:util";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createVerifier, FAILURES, type VerificationCode, VerificationError } from "../src/index.ts";
import { CLIENTS, NOW_MS, OPTIONS, type TokenChange, tokenWith, USER_POOL_ID } from "./issuer.ts";
import { startKeyServer } from "./key-server.ts";
import { readVectors } from "./read-vectors.ts";
import { contract } from "./sample-policy.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW_MS });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Everything that a log could print of an error. */
function everythingOf(error: unknown): string {
  const { message, cause, challenge } = error as VerificationError;
  return [
    JSON.stringify(error),
    inspect(error, { depth: 9, showHidden: true }),
    message,
    inspect(cause),
    challenge?.call(error),
  ].join("\n");
}

interface Refused {
  readonly description: string;
  readonly token: TokenChange;
}

test.each(readVectors<Refused>("refused-tokens"))(
  "nothing of the token: $description",
  async ({ token: change }) => {
    const canaries = { sub: "canary-sub", origin_jti: "canary-origin", email: "canary@example.org" };
    const token = tokenWith({ ...change, set: { ...canaries, ...change.set } });
    const error: unknown = await createVerifier(contract, OPTIONS)
      .verify(token)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(VerificationError);
    const printed = everythingOf(error);
    const parts = token.split(".").filter((part) => part.length > 8);
    const values = Object.values(change.set ?? {}).filter(
      (value) => typeof value === "string" && value.length > 6,
    );
    for (const secret of ["canary", ...parts.map((part) => part.slice(0, 40)), ...values]) {
      expect(printed).not.toContain(secret);
    }
  },
);

test("nothing of the key source: neither host, port nor path", async () => {
  const server = await startKeyServer({});
  server.answer = { status: 500, body: "canary" };
  const verifier = createVerifier(contract, {
    userPoolId: USER_POOL_ID,
    clients: CLIENTS,
    issuer: server.issuer,
  });
  const error: unknown = await verifier
    .verify(tokenWith({ set: { iss: server.issuer } }))
    .catch((thrown: unknown) => thrown);
  await server.close();
  expect(error).toMatchObject({ code: "KEYS_UNAVAILABLE" });
  for (const secret of [server.issuer, new URL(server.issuer).host, "127.0.0.1", "canary", USER_POOL_ID]) {
    expect(everythingOf(error)).not.toContain(secret);
  }
});

test.each(Object.keys(FAILURES))("the text of %s fits in a header and on a line", (code) => {
  expect(FAILURES[code as keyof typeof FAILURES].text).toMatch(/^[a-z][\x20\x21\x23-\x5b\x5d-\x7e]+[^.]$/i);
});

const CHALLENGES: readonly (readonly [VerificationCode, RegExp | undefined])[] = [
  ["TOKEN_MISSING", /^Bearer$/],
  ["AUTHORIZATION_MALFORMED", /^Bearer error="invalid_request", error_description="[^"]+"$/],
  ["ID_TOKEN", /^Bearer error="invalid_token", error_description="[^"]*ID token[^"]*access token[^"]*"$/],
  [
    "INSUFFICIENT_SCOPE",
    /^Bearer error="insufficient_scope", scope="orders\/read openid", error_description="[^"]+"$/,
  ],
  ["KEYS_UNAVAILABLE", undefined],
];

test.each(CHALLENGES)("the challenge of %s is as RFC 6750 asks", (code, expected) => {
  const details = code === "INSUFFICIENT_SCOPE" ? { requiredScopes: ["orders/read", "openid"] } : {};
  const challenge = new VerificationError(code, details).challenge();
  if (expected === undefined) expect(challenge).toBeUndefined();
  else expect(challenge).toMatch(expected);
});
