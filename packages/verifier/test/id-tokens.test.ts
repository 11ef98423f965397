// What becomes of ID tokens while a team moves its clients to access tokens, and afterwards?
import { expect, test, vi } from "vitest";
import { createVerifier, type IdTokenUse, type MigrationOptions, type Requirement } from "../src/index.ts";
import { CLIENTS, JWKS, NOW_MS, PAYLOADS, type TokenChange, tokenWith, USER_POOL_ID } from "./issuer.ts";
import { contract, type SamplePolicy } from "./sample-policy.ts";

const ID: TokenChange = {
  set: {
    token_use: "id",
    aud: CLIENTS.web,
    client_id: undefined,
    username: undefined,
    "cognito:username": "u-1001",
    email: "pat@example.org",
    scope: "orders/write",
  },
};
const withSet = (set: object): TokenChange => ({ set: { ...ID.set, ...set } });

let nowMs = NOW_MS;
const uses: IdTokenUse<SamplePolicy>[] = [];
const options: MigrationOptions<SamplePolicy> = {
  userPoolId: USER_POOL_ID,
  clients: CLIENTS,
  jwks: JWKS,
  acceptIdTokensUntil: new Date(NOW_MS + 60_000),
  onIdToken: (use) => uses.push(use),
  clock: () => nowMs,
};

async function outcome(
  change: TokenChange,
  requirement: Requirement<SamplePolicy> = {},
  more = {},
): Promise<unknown> {
  const verifier = createVerifier(contract, { ...options, ...more } as typeof options);
  return verifier.verify(tokenWith(change), requirement).catch((error: unknown) => error);
}

test("until the date an ID token is a principal without scopes, whose claims are asserted at best", async () => {
  uses.length = 0;
  expect(await outcome(ID)).toEqual({
    kind: "user",
    tokenUse: "id",
    claims: {},
    asserted: { company_id: "acme", country_id: "uk" },
    sub: PAYLOADS.user.sub,
    clientId: CLIENTS.web,
    client: "web",
    scopes: [],
    groups: ["EVERYONE", "eu-west-1_Syn7hPool_Corporate"],
    issuedAtSeconds: 1_790_000_000,
    expiresAtSeconds: 1_790_003_600,
    authTimeSeconds: 1_789_990_000,
    issuer: PAYLOADS.user.iss,
    username: "u-1001",
    tokenId: "dddd4444",
    originId: "aaaa1111",
  });
  expect(uses).toEqual([{ client: "web", count: 1 }]);
});

const DEMANDS: readonly (readonly [string, Requirement<SamplePolicy>, string])[] = [
  ["groups that it shows", { groups: { any: ["EVERYONE"] } }, "accepted"],
  ["a scope that it claims to have", { scopes: { all: ["orders/write"] } }, "INSUFFICIENT_SCOPE"],
  [
    "a scope, or for an ID token a group that it shows",
    { scopes: { all: ["orders/read"] }, idToken: { groups: { all: ["EVERYONE"] } } },
    "accepted",
  ],
  [
    "a scope, or for an ID token a group that it lacks",
    { scopes: { all: ["orders/read"] }, idToken: { groups: { all: ["ADMINS"] } } },
    "INSUFFICIENT_SCOPE",
  ],
  ["a claim of the policy", { claims: { company_id: "acme" } }, "INSUFFICIENT_CLAIM"],
  ["an asserted claim", { asserted: { country_id: "uk" } }, "accepted"],
  ["a machine", { kind: "machine" }, "KIND_NOT_ALLOWED"],
];

test.each(DEMANDS)("an ID token under a demand for %s", async (_, requirement, expected) => {
  const result = await outcome(ID, requirement);
  expect(result).toMatchObject(
    expected === "accepted" ? { tokenUse: "id" } : { code: expected, status: 403 },
  );
});

const REFUSED: readonly (readonly [string, TokenChange, string])[] = [
  ["for another client", withSet({ aud: "7another" }), "CLIENT_NOT_ALLOWED"],
  ["for a machine's client", withSet({ aud: CLIENTS.partner }), "SUBJECT_MISMATCH"],
  ["for the API", withSet({ aud: "https://api.example.org" }), "CLIENT_NOT_ALLOWED"],
  ["without a user name", withSet({ "cognito:username": undefined }), "SUBJECT_UNCLEAR"],
  ["of an hour ago", withSet({ exp: 1_790_000_600 }), "TOKEN_EXPIRED"],
  ["of a stranger", { ...ID, signing: "stranger" }, "SIGNATURE_INVALID"],
];

test.each(REFUSED)("an ID token %s is refused", async (_, change, code) => {
  uses.length = 0;
  expect(await outcome(change, {}, { resource: "https://api.example.org" })).toMatchObject({
    code,
    status: 401,
  });
  expect(uses).toEqual([]);
});

test("a claim of another type than the contract's is left out of an ID token's principal", async () => {
  expect(await outcome(withSet({ company_id: 42 }))).toMatchObject({ asserted: { country_id: "uk" } });
});

test("from the date on it is refused, also where it was remembered", async () => {
  const verifier = createVerifier(contract, { ...options, cache: { maxTokens: 10 } });
  const token = tokenWith(ID);
  nowMs = NOW_MS + 59_999;
  expect(await verifier.verify(token)).toMatchObject({ tokenUse: "id" });
  expect(await verifier.verify(token)).toMatchObject({ tokenUse: "id" });
  nowMs = NOW_MS + 60_000;
  await expect(verifier.verify(token)).rejects.toMatchObject({ code: "ID_TOKEN" });
  nowMs = NOW_MS;
});

test("a hook that throws refuses nobody", async () => {
  const onIdToken = vi.fn(() => {
    throw new Error("full");
  });
  expect(await outcome(ID, {}, { onIdToken })).toMatchObject({ tokenUse: "id" });
  expect(onIdToken).toHaveBeenCalledTimes(1);
});
