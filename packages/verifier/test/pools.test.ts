// Whose tokens does a verifier of several pools take, and for which audience?
import { expect, test } from "vitest";
import { createVerifier, type VerifierOptions } from "../src/index.ts";
import {
  CLIENTS,
  ISSUER,
  JWKS,
  NOW_MS,
  STRANGERS_JWKS,
  type TokenChange,
  tokenWith,
  USER_POOL_ID,
} from "./issuer.ts";
import { contract, type SamplePolicy } from "./sample-policy.ts";

const clock = () => NOW_MS;
const OTHER_POOL = "eu-central-1_Other0001";
const OTHER_ISSUER = `https://issuer-cognito-idp.eu-central-1.amazonaws.com/${OTHER_POOL}`;
const OTHER_CLIENT = "7otherclient";

const several: VerifierOptions<SamplePolicy> = {
  pools: [
    { userPoolId: USER_POOL_ID, issuer: "original", clients: CLIENTS, jwks: JWKS },
    { userPoolId: OTHER_POOL, issuer: "updated", clients: { app: OTHER_CLIENT }, jwks: STRANGERS_JWKS },
  ],
  clock,
};

const CASES: readonly (readonly [string, TokenChange, string])[] = [
  ["a token of the first pool", {}, `web ${ISSUER}`],
  [
    "a token of the second",
    { set: { iss: OTHER_ISSUER, client_id: OTHER_CLIENT }, signing: "stranger" },
    `app ${OTHER_ISSUER}`,
  ],
  [
    "a token of the second, signed with a key of the first",
    { set: { iss: OTHER_ISSUER, client_id: OTHER_CLIENT } },
    "SIGNATURE_INVALID",
  ],
  [
    "a token of the first, through a client of the second",
    { set: { client_id: OTHER_CLIENT } },
    "CLIENT_NOT_ALLOWED",
  ],
  [
    "a token of the second's other issuer form",
    { set: { iss: OTHER_ISSUER.replace("issuer-", "") } },
    "ISSUER_MISMATCH",
  ],
];

test.each(CASES)("of several pools: %s", async (_, change, expected) => {
  const result = await createVerifier(contract, several)
    .verify(tokenWith(change))
    .then(
      ({ client, issuer }) => `${client} ${issuer}`,
      (error: { code: string }) => error.code,
    );
  expect(result).toBe(expected);
});

const API = "https://api.example.org/orders";
const AUDIENCES: readonly (readonly [string, VerifierOptions<SamplePolicy>["resource"], unknown, string])[] =
  [
    ["the API's own", API, API, "accepted"],
    ["one of the API's own", ["https://example.org/", API], API, "accepted"],
    ["the client, of an API with a URL", API, CLIENTS.web, "accepted"],
    ["the API's with a slash more", API, `${API}/`, "AUDIENCE_MISMATCH"],
    ["another API's", API, "https://api.example.org/invoices", "AUDIENCE_MISMATCH"],
    ["the API's and another", API, [API, "https://example.org"], "AUDIENCE_MISMATCH"],
    ["none of its own, of an API without a URL", undefined, API, "AUDIENCE_MISMATCH"],
  ];

test.each(AUDIENCES)("an audience: %s", async (_, resource, aud, expected) => {
  const options = {
    userPoolId: USER_POOL_ID,
    clients: CLIENTS,
    jwks: JWKS,
    clock,
    ...(resource && { resource }),
  };
  const result = createVerifier(contract, options).verify(tokenWith({ set: { aud } }));
  if (expected === "accepted") await expect(result).resolves.toMatchObject({ client: "web" });
  else await expect(result).rejects.toMatchObject({ code: expected, status: 401 });
});

test("a principal cannot be changed, nor what it holds", async () => {
  const verifier = createVerifier(contract, several);
  const roles = { owner: { documents: "full" } };
  const principal = await verifier.verify(tokenWith({ set: { roles } }));
  const all: unknown[] = [principal];
  for (const value of all) if (typeof value === "object" && value !== null) all.push(...Object.values(value));
  const objects = all.filter((value) => typeof value === "object");
  expect(objects.length).toBeGreaterThanOrEqual(7);
  expect(objects.filter((value) => !Object.isFrozen(value))).toEqual([]);
});
