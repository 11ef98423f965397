// Do the tokens of the orders pool carry what its policy declares, when the deployed zip is the trigger?
import { policyHash, poolBlueprint, type UserPersona } from "@claimsmith/claims-policy";
import type { EventVersion } from "@claimsmith/cognito-model";
import { environments, personas, policy } from "@claimsmith/orders-policy";
import { contract } from "@claimsmith/orders-policy/contract";
import { PUBLIC_REFUSAL } from "@claimsmith/trigger";
import { createVerifier, type Verifier } from "@claimsmith/verifier";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import {
  addToGroup,
  addUser,
  claimsOf,
  ENTRIES,
  logOf,
  machineToken,
  openWorld,
  personOf,
  refresh,
  signIn,
  type World,
} from "./world.ts";

const { settings } = environments.local;
const blueprint = poolBlueprint(policy, environments.local);
const people = Object.fromEntries(["alice", "bob", "carol"].map((name) => [name, personOf(personas, name)]));
const person = (name: string): UserPersona => personOf(people, name);
const ALL_PEOPLE = Object.values(people);

let world: World;
let verifier: Verifier<typeof policy>;
let hash: string;

function verifierOf({ pool }: World): Verifier<typeof policy> {
  const { web, partner } = pool.clients;
  return createVerifier(contract, {
    userPoolId: pool.userPoolId,
    issuer: pool.issuer,
    clients: { web: web?.clientId ?? "", partner: partner?.clientId ?? "" },
  });
}

beforeAll(async () => {
  hash = await policyHash(policy);
  world = await openWorld({ blueprint, entry: ENTRIES.orders, settings });
  for (const each of ALL_PEOPLE) await addUser(world, each);
  verifier = verifierOf(world);
}, 30_000);

afterAll(() => world.close());

beforeEach(() => {
  world.lines.length = 0;
});

const ROLES = { owner: { document_permission: "full_control", invitation_permission: "write" } };

describe("alice, an operator", () => {
  it("has an access token with the claims, scopes and groups of the policy", async () => {
    const principal = await verifier.verify((await signIn(world, "web", person("alice"))).access);
    expect(principal).toMatchObject({ kind: "user", client: "web", groups: ["ADMINS", "EVERYONE"] });
    expect(principal.claims).toEqual({
      company_id: "c-1001",
      compliance_level: "high",
      roles: ROLES,
      claims_policy: hash,
    });
    expect(principal.asserted).toEqual({ country_id: "uk" });
    expect(new Set(principal.scopes)).toEqual(
      new Set(["aws.cognito.signin.user.admin", "admin/*", "everyone/*", "orders/read", "orders/write"]),
    );
  });

  it("has no personal data on the access token", async () => {
    const { attributes } = person("alice");
    const claims = JSON.stringify(
      await claimsOf(world, (await signIn(world, "web", person("alice"))).access),
    );
    for (const name of ["email", "name", "phone_number", "locale"])
      expect(claims).not.toContain(attributes[name]);
  });

  it("has an ID token with her groups and roles, without what the policy suppresses", async () => {
    const claims = await claimsOf(world, (await signIn(world, "web", person("alice"))).id);
    expect(claims).toMatchObject({
      token_use: "id",
      email: "alice@example.com",
      name: "Alice Ashford",
      "custom:company_id": "c-1001",
      "cognito:groups": ["ADMINS", "EVERYONE"],
      "cognito:roles": [settings.adminRoleArn, settings.customerRoleArn],
      "cognito:preferred_role": settings.adminRoleArn,
    });
    const suppressed = ["phone_number", "phone_number_verified", "custom:status"];
    const ofTheAccessToken = [
      "company_id",
      "compliance_level",
      "country_id",
      "roles",
      "claims_policy",
      "scope",
    ];
    expect(Object.keys(claims).filter((name) => [...suppressed, ...ofTheAccessToken].includes(name))).toEqual(
      [],
    );
  });

  it("has the same after a refresh", async () => {
    const tokens = await signIn(world, "web", person("alice"));
    const before = await verifier.verify(tokens.access);
    const after = await verifier.verify((await refresh(world, "web", tokens)).access);
    const { claims, asserted, scopes, groups } = before;
    expect(after).toMatchObject({ claims, asserted, scopes, groups });
    expect((await logOf(world, 2)).map(({ triggerSource }) => triggerSource)).toEqual([
      "TokenGeneration_Authentication",
      "TokenGeneration_RefreshTokens",
    ]);
  });
});

describe("bob, a customer", () => {
  it("has the claims, scopes and groups of a customer, and no more", async () => {
    const principal = await verifier.verify((await signIn(world, "web", person("bob"))).access, {
      scopes: { all: ["orders/read", "orders/write", "everyone/*"] },
    });
    expect(principal.claims).toEqual({ company_id: "c-1002", claims_policy: hash });
    expect(principal.asserted).toEqual({ country_id: "de" });
    expect(principal.groups).toEqual(["EVERYONE"]);
    expect(principal.scopes).not.toContain("admin/*");
  });

  it("is kept off what asks for an operator", async () => {
    const { access } = await signIn(world, "web", person("bob"));
    await expect(verifier.verify(access, { scopes: { all: ["admin/*"] } })).rejects.toMatchObject({
      code: "INSUFFICIENT_SCOPE",
    });
  });

  it("has the role of customers on his ID token", async () => {
    const claims = await claimsOf(world, (await signIn(world, "web", person("bob"))).id);
    expect(claims).toMatchObject({
      "cognito:groups": ["EVERYONE"],
      "cognito:roles": [settings.customerRoleArn],
      "cognito:preferred_role": settings.customerRoleArn,
    });
  });
});

describe("the trial group", () => {
  it.each([
    ["a customer keeps it", "bob", ["EVERYONE", "TRIAL"]],
    ["an operator loses it", "alice", ["ADMINS", "EVERYONE"]],
  ])("%s, on both tokens", async (_, name, expected) => {
    const trial = await openWorld({ blueprint, entry: ENTRIES.orders, settings });
    onTestFinished(() => trial.close());
    await addUser(trial, person(name));
    await addToGroup(trial, person(name).attributes.email, "TRIAL");
    const { access, id } = await signIn(trial, "web", person(name));
    for (const token of [access, id]) {
      const groups = (await claimsOf(trial, token))["cognito:groups"];
      expect([...(groups as string[])].sort()).toEqual(expected);
    }
  });
});

describe("carol, whose account is suspended", () => {
  it("gets no token, and one sentence that says nothing of the reason", async () => {
    await expect(signIn(world, "web", person("carol"))).rejects.toMatchObject({
      name: "UserLambdaValidationException",
      message: `PreTokenGeneration failed with error ${PUBLIC_REFUSAL}.`,
    });
  });

  it("is denied with the reason in the function's log", async () => {
    await signIn(world, "web", person("carol")).catch(() => undefined);
    const [line] = await logOf(world, 1);
    expect(line).toMatchObject({
      outcome: "refused",
      code: "DENIED",
      reason: "account_suspended",
      client: "web",
    });
  });
});

describe("the partner's machine", () => {
  it("has the claims of machines, and the scope that it may ask for", async () => {
    const { status, body } = await machineToken(world, "partner", { scope: "orders/read" });
    expect(status).toBe(200);
    const principal = await verifier.verify(String(body.access_token), {
      kind: "machine",
      scopes: { all: ["orders/read"] },
    });
    expect(principal).toMatchObject({
      kind: "machine",
      client: "partner",
      groups: [],
      scopes: ["orders/read"],
    });
    expect(principal.claims).toEqual({ external_partner_id: settings.partnerId, claims_policy: hash });
    expect(principal.asserted).toEqual({});
    expect(Object.keys(body).sort()).toEqual(["access_token", "expires_in", "token_type"]);
  });
});

describe("an ID token", () => {
  it("opens no API", async () => {
    const { id } = await signIn(world, "web", person("alice"));
    await expect(verifier.verify(id)).rejects.toMatchObject({ code: "ID_TOKEN" });
  });
});

describe("the function's log", () => {
  it("has one line for each issuance, and nothing of whom it was for", async () => {
    await signIn(world, "web", person("alice"));
    await signIn(world, "web", person("carol")).catch(() => undefined);
    await machineToken(world, "partner");
    const lines = await logOf(world, 3);
    const context = { policyHash: hash, eventVersion: "3" };
    expect(lines).toMatchObject([
      { ...context, outcome: "issued", client: "web" },
      { ...context, outcome: "refused", client: "web" },
      { ...context, outcome: "issued", client: "partner" },
    ]);
    const all = world.lines.join("\n");
    for (const { attributes } of ALL_PEOPLE) {
      for (const name of ["email", "name", "custom:company_id"]) expect(all).not.toContain(attributes[name]);
    }
    expect(all).not.toContain(world.pool.userPoolId);
    expect(all).not.toContain(settings.partnerId);
  });
});

describe("a pool that is configured for an older event than the policy needs", () => {
  it.each<EventVersion>(["V1_0", "V2_0"])("refuses people: %s", async (eventVersion) => {
    const trigger = { ...blueprint.trigger, eventVersion };
    const older = await openWorld({ blueprint: { ...blueprint, trigger }, entry: ENTRIES.orders, settings });
    onTestFinished(() => older.close());
    await addUser(older, person("alice"));
    await expect(signIn(older, "web", person("alice"))).rejects.toMatchObject({
      name: "UserLambdaValidationException",
      message: expect.stringContaining(PUBLIC_REFUSAL),
    });
    const [line] = await logOf(older, 1);
    const version = { V1_0: "1", V2_0: "2", V3_0: "3" }[eventVersion];
    expect(line).toMatchObject({ outcome: "refused", code: "EVENT_VERSION_TOO_LOW", eventVersion: version });
  });
});

describe("a function whose environment does not fit", () => {
  it("refuses a client that its map does not have", async () => {
    const environment = { CLAIMSMITH_CLIENTS: "{}", CLAIMSMITH_SETTINGS: JSON.stringify(settings) };
    const other = await openWorld({ blueprint, entry: ENTRIES.orders, environment });
    onTestFinished(() => other.close());
    await addUser(other, person("alice"));
    await expect(signIn(other, "web", person("alice"))).rejects.toMatchObject({
      name: "UserLambdaValidationException",
    });
    expect(await logOf(other, 1)).toMatchObject([{ code: "CLIENT_UNKNOWN", outcome: "refused" }]);
  });

  it("does not start without its variables, and no token is issued", async () => {
    const other = await openWorld({ blueprint, entry: ENTRIES.orders, environment: {} });
    onTestFinished(() => other.close());
    await addUser(other, person("alice"));
    await expect(signIn(other, "web", person("alice"))).rejects.toMatchObject({
      name: "UnexpectedLambdaException",
    });
    const [line] = await logOf(other, 1);
    expect(line).toEqual({
      level: "error",
      message: "pre token generation",
      outcome: "misconfigured",
      code: "MISCONFIGURED",
      paths: ["clients"],
    });
  });
});
