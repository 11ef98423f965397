// Does support learn every reason, and nothing of the token?
import { describe, expect, test } from "vitest";
import { createVerifier, type Requirement } from "../src/index.ts";
import { NOW_MS, OPTIONS, type TokenChange, tokenWith } from "./issuer.ts";
import { readVectors } from "./read-vectors.ts";
import { contract, type SamplePolicy } from "./sample-policy.ts";

const revocation = { isRevoked: () => true, deadlineMs: 1_000, onFailure: "refuse" } as const;
const verifier = createVerifier(contract, { ...OPTIONS, clock: () => NOW_MS });
const revoking = createVerifier(contract, { ...OPTIONS, clock: () => NOW_MS, revocation });

test("a good token has no reason to be refused", async () => {
  expect(await verifier.diagnose(tokenWith(), { kind: "user" })).toEqual({
    accepted: true,
    reasons: [],
    signature: "valid",
    tokenUse: "access",
    kind: "user",
    client: "web",
  });
});

const SEVERAL: readonly (readonly [string, TokenChange, readonly string[]])[] = [
  [
    "expired, from a client that is not served, without a claim",
    { set: { exp: 1, client_id: "x" }, remove: "company_id" },
    ["TOKEN_EXPIRED", "CLIENT_NOT_ALLOWED", "SUBJECT_MISMATCH", "CLAIM_MISSING"],
  ],
  [
    "of a stranger and expired",
    { set: { exp: 1 }, signing: "stranger" },
    ["SIGNATURE_INVALID", "TOKEN_EXPIRED"],
  ],
  [
    "of another issuer, unsigned",
    { set: { iss: "https://example.org" }, header: { alg: "none" } },
    ["ALGORITHM_NOT_ALLOWED", "ISSUER_MISMATCH"],
  ],
  [
    "without three default claims",
    { set: { jti: 1, sub: "", iat: "now" } },
    ["CLAIM_INVALID", "TOKEN_MALFORMED", "TOKEN_MALFORMED"],
  ],
  ["with two odd claims", { set: { company_id: 1, country_id: 1 } }, ["CLAIM_INVALID", "CLAIM_INVALID"]],
];

test.each(SEVERAL)("all reasons of a token %s", async (_, change, codes) => {
  const { reasons, accepted } = await verifier.diagnose(tokenWith(change));
  expect(accepted).toBe(false);
  expect(reasons.map(({ code }) => code)).toEqual(codes);
});

test("all that a requirement lacks, and the revocation", async () => {
  const requirement: Requirement<SamplePolicy> = {
    kind: "machine",
    scopes: { all: ["admin/*"] },
    groups: { all: ["ADMINS"] },
    maxAge: { sinceAuthenticationSeconds: 60 },
  };
  const { reasons } = await revoking.diagnose(tokenWith(), requirement);
  expect(reasons).toMatchObject([
    { code: "KIND_NOT_ALLOWED" },
    { code: "INSUFFICIENT_SCOPE", requiredScopes: ["admin/*"] },
    { code: "INSUFFICIENT_GROUP" },
    { code: "AUTHENTICATION_TOO_OLD", maxAgeSeconds: 60 },
    { code: "TOKEN_REVOKED" },
  ]);
});

interface Vector {
  readonly description: string;
  readonly token: TokenChange;
  readonly expect: { readonly code: string };
}

describe("the first reason is that of verify, and nothing of the token comes back:", () => {
  test.each(readVectors<Vector>("refused-tokens"))(
    "$description",
    async ({ token: change, expect: expected }) => {
      const canaries = { jti: "canary-token", origin_jti: "canary-origin", email: "canary@example.org" };
      const token = tokenWith({ ...change, set: { ...canaries, ...change.set } });
      const diagnosis = await verifier.diagnose(token);
      expect(diagnosis.reasons[0]?.code).toBe(expected.code);
      const printed = JSON.stringify(diagnosis);
      const values = Object.values(change.set ?? {}).filter(
        (value) => typeof value === "string" && value.length > 6,
      );
      const parts = token.split(".").filter((part) => part.length > 8);
      for (const secret of ["canary", ...parts.map((part) => part.slice(0, 40)), ...values]) {
        expect(printed).not.toContain(secret);
      }
    },
  );
});

test("a requirement that is a mistake is one here, too", async () => {
  const diagnosis = verifier.diagnose(tokenWith(), { scope: {} } as Requirement<SamplePolicy>);
  await expect(diagnosis).rejects.toMatchObject({ code: "REQUIREMENT_INVALID" });
});
