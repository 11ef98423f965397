// Does the verifier take what it should, and refuse each defect with its code?
import type { Claims } from "@claimsmith/cognito-model";
import { environments, personas, policy } from "@claimsmith/orders-policy";
import { contract } from "@claimsmith/orders-policy/contract";
import { createVerifier, FAILURES, type Requirement } from "@claimsmith/verifier";
import { compactVerify, createLocalJWKSet, decodeProtectedHeader } from "jose";
import { describe, expect, it } from "vitest";
import { DEFECTS, type Defect, type DefectName, type IssueOptions, testIssuer } from "../src/index.ts";
import { claimsOf, claimsOfBoth, NOW_SECONDS, ordersIssuer } from "./world.ts";

type Options = IssueOptions<typeof policy>;

const PEOPLE = ["alice", "bob"];
const GRANTED: readonly (readonly [string, Options])[] = [
  ...PEOPLE.flatMap((name) =>
    (["sdk", "hosted", "refresh"] as const).map((grant) => [name, { grant }] as const),
  ),
  ["partner", { grant: "machine" }],
];

async function world() {
  const { clock, issuer } = await ordersIssuer();
  return { clock, issuer, verifier: createVerifier(contract, issuer.verifierOptions) };
}

describe("a token that the policy gives", () => {
  it.each(GRANTED)("is accepted: %s, %o", async (name, options) => {
    const { issuer, verifier } = await world();
    const { accessToken } = await issuer.issue(personas[name], options);
    const principal = await verifier.verify(accessToken);
    const kind = name === "partner" ? "machine" : "user";
    expect(principal).toMatchObject({
      kind,
      client: kind === "user" ? "web" : "partner",
      sub: issuer.subjectOf(personas[name]),
      issuer: issuer.issuer,
      issuedAtSeconds: NOW_SECONDS,
      expiresAtSeconds: NOW_SECONDS + (kind === "user" ? 900 : 3_600),
    });
  });

  it("carries what the policy says, word for word", async () => {
    const { issuer, verifier } = await world();
    const { accessToken } = await issuer.issue(personas.bob);
    const principal = await verifier.verify(accessToken, { kind: "user" });
    expect(principal.claims).toEqual({ company_id: "c-1002", claims_policy: contract.policyHash });
    expect(principal.asserted).toEqual({ country_id: "de" });
    expect(principal.groups).toEqual(["EVERYONE"]);
    expect(new Set(principal.scopes)).toEqual(
      new Set(["aws.cognito.signin.user.admin", "everyone/*", "orders/read", "orders/write"]),
    );
  });

  it.each(["original", "updated"] as const)(
    "is accepted from a pool with the %s issuer form",
    async (form) => {
      const { local: environment } = environments;
      const issuer = await testIssuer({
        policy,
        environment,
        issuerForm: form,
        userPoolId: "us-east-1_Other",
      });
      const host = { original: "cognito-idp", updated: "issuer-cognito-idp" }[form];
      expect(issuer.issuer).toBe(`https://${host}.us-east-1.amazonaws.com/us-east-1_Other`);
      const { accessToken } = await issuer.issue(personas.bob);
      const principal = await createVerifier(contract, issuer.verifierOptions).verify(accessToken);
      expect(principal.issuer).toBe(issuer.issuer);
    },
  );

  it("expires by the clock that issuer and verifier share", async () => {
    const { clock, issuer, verifier } = await world();
    const { accessToken } = await issuer.issue(personas.bob, { expiresInSeconds: 10 });
    clock.pass(9);
    await expect(verifier.verify(accessToken)).resolves.toMatchObject({ kind: "user" });
    clock.pass(1);
    await expect(verifier.verify(accessToken)).rejects.toMatchObject({ code: "TOKEN_EXPIRED" });
  });

  it("is signed by the key of its kind, and its hash is in the ID token", async () => {
    const { issuer } = await ordersIssuer();
    const { accessToken, idToken = "" } = await issuer.issue(personas.bob, { grant: "hosted" });
    const keys = createLocalJWKSet(issuer.jwks as Parameters<typeof createLocalJWKSet>[0]);
    for (const token of [accessToken, idToken])
      await expect(compactVerify(token, keys)).resolves.toBeDefined();
    expect(decodeProtectedHeader(accessToken).kid).not.toBe(decodeProtectedHeader(idToken).kid);
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(accessToken));
    const half = Buffer.from(digest).subarray(0, 16).toString("base64url");
    expect(claimsOf(idToken).at_hash).toBe(half);
  });
});

/** Each defect, with the requirement of a route that the good token meets. */
const CASES: Readonly<
  Record<
    DefectName,
    { readonly defect: Defect<typeof policy>; readonly requirement?: Requirement<typeof policy> }
  >
> = {
  expired: { defect: "expired" },
  notYetValid: { defect: "notYetValid" },
  otherIssuer: { defect: "otherIssuer" },
  otherIssuerForm: { defect: "otherIssuerForm" },
  otherKey: { defect: "otherKey" },
  unknownKey: { defect: "unknownKey" },
  tampered: { defect: "tampered" },
  unsigned: { defect: "unsigned" },
  publicKeyAsSecret: { defect: "publicKeyAsSecret" },
  otherClient: { defect: "otherClient" },
  otherAudience: { defect: "otherAudience" },
  idTokenAsAccess: { defect: "idTokenAsAccess" },
  withoutScope: {
    defect: { withoutScope: "orders/read" },
    requirement: { scopes: { all: ["orders/read"] } },
  },
  withoutGroup: { defect: { withoutGroup: "EVERYONE" }, requirement: { groups: { any: ["EVERYONE"] } } },
};

/** The claims that make up a defect: the rest is as it was. Ids of the issuance differ anyway. */
const DIFFERENT: Readonly<Partial<Record<DefectName, readonly string[]>>> = {
  expired: ["auth_time", "exp", "iat"],
  notYetValid: ["nbf"],
  otherIssuer: ["iss"],
  otherIssuerForm: ["iss"],
  tampered: ["sub"],
  otherClient: ["client_id"],
  otherAudience: ["aud"],
  withoutScope: ["scope"],
  withoutGroup: ["cognito:groups"],
};

/** What a diagnosis finds besides, because of the defect: of a client that nobody knows nobody knows the kind. */
const FOLLOWS: Readonly<Partial<Record<DefectName, readonly string[]>>> = {
  otherClient: ["SUBJECT_MISMATCH"],
  idTokenAsAccess: ["CLAIM_MISSING"],
};

const IDS = ["jti", "origin_jti", "event_id"];

function differences(one: Claims, other: Claims): readonly string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  const differ = [...names].filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));
  return differ.filter((name) => !IDS.includes(name)).sort();
}

describe("a token with a defect", () => {
  it.each(Object.entries(CASES))(
    "%s is refused with its code",
    async (name, { defect, requirement = {} }) => {
      const { issuer, verifier } = await world();
      const good = await issuer.issue(personas.bob);
      const wrong = await issuer.issue(personas.bob, { defect });
      await expect(verifier.verify(good.accessToken, requirement)).resolves.toMatchObject({ client: "web" });
      const { code } = DEFECTS[name as DefectName];
      await expect(verifier.verify(wrong.accessToken, requirement)).rejects.toMatchObject({ code });
      expect(wrong).not.toHaveProperty("idToken");
    },
  );

  it.each(Object.entries(CASES))("%s differs in that alone", async (name, { defect }) => {
    const { issuer } = await ordersIssuer();
    const good = claimsOfBoth(await issuer.issue(personas.bob));
    const wrong = claimsOf((await issuer.issue(personas.bob, { defect })).accessToken);
    const twin = name === "idTokenAsAccess" ? good.id : good.access;
    expect(differences(twin ?? {}, wrong)).toEqual(DIFFERENT[name as DefectName] ?? []);
  });

  const OF_MACHINES = Object.entries(CASES).filter(
    ([name]) => name !== "idTokenAsAccess" && name !== "withoutGroup",
  );
  it.each(OF_MACHINES)("%s is refused of a machine, too", async (name, { defect, requirement = {} }) => {
    const { issuer, verifier } = await world();
    const { accessToken } = await issuer.issue(personas.partner, { defect });
    const { code } = DEFECTS[name as DefectName];
    await expect(verifier.verify(accessToken, requirement)).rejects.toMatchObject({ code });
  });

  it.each(Object.entries(CASES))("%s is refused for that alone, by diagnosis", async (name, row) => {
    const { issuer, verifier } = await world();
    const { accessToken } = await issuer.issue(personas.bob, { defect: row.defect });
    const { reasons } = await verifier.diagnose(accessToken, row.requirement);
    const { code } = DEFECTS[name as DefectName];
    expect(reasons.map((reason) => reason.code)).toEqual([code, ...(FOLLOWS[name as DefectName] ?? [])]);
  });

  it("has a code that the verifier knows", () => {
    for (const { code } of Object.values(DEFECTS)) expect(Object.keys(FAILURES)).toContain(code);
  });

  it.each([
    ["idTokenAsAccess of a machine", "partner", { defect: "idTokenAsAccess" }],
    [
      "idTokenAsAccess without openid",
      "bob",
      { grant: "hosted", scopes: ["email"], defect: "idTokenAsAccess" },
    ],
    ["a scope that is not there", "bob", { defect: { withoutScope: "admin/*" } }],
    ["a group that is not there", "bob", { defect: { withoutGroup: "ADMINS" } }],
    ["a group of a machine", "partner", { defect: { withoutGroup: "ADMINS" } }],
  ] as const)("is none where nothing would differ: %s", async (_, name, options) => {
    const { issuer } = await ordersIssuer();
    await expect(issuer.issue(personas[name], options)).rejects.toMatchObject({
      code: "DEFECT_NOT_POSSIBLE",
    });
  });
});
