// What may a test ask for, and what comes of a mistake in it?
import {
  attribute,
  constant,
  definePolicy,
  lookedUp,
  lookup,
  metadata,
  scopeRequested,
  text,
} from "@claimsmith/claims-policy";
import { STANDARD_ATTRIBUTES } from "@claimsmith/cognito-model";
import { environments, personas, policy } from "@claimsmith/orders-policy";
import { describe, expect, it } from "vitest";
import { MisuseError, testIssuer } from "../src/index.ts";
import type { StandardAttribute } from "../src/persona.ts";
import { SNAPSHOTS } from "./deployed-trigger.ts";
import { claimsOf, claimsOfBoth, NOW_SECONDS, ordersIssuer } from "./world.ts";

describe("what a test says of a token", () => {
  it("its moment and its life", async () => {
    const { issuer } = await ordersIssuer();
    const at = new Date((NOW_SECONDS - 100) * 1_000 + 999);
    const { access, id } = claimsOfBoth(await issuer.issue(personas.bob, { at, expiresInSeconds: 7 }));
    const times = { iat: NOW_SECONDS - 100, exp: NOW_SECONDS - 93, auth_time: NOW_SECONDS - 100 };
    expect([access, id]).toEqual([expect.objectContaining(times), expect.objectContaining(times)]);
  });

  it("the sign-in before a refresh is one life of a token ago", async () => {
    const { issuer } = await ordersIssuer();
    const { access } = claimsOfBoth(await issuer.issue(personas.bob, { grant: "refresh" }));
    expect(access).toMatchObject({ iat: NOW_SECONDS, auth_time: NOW_SECONDS - 900 });
  });

  it("claims that replace, add and remove, on the access token alone", async () => {
    const { issuer } = await ordersIssuer();
    const claims = { company_id: 7, extra: { deep: [true] }, username: null };
    const { access, id } = claimsOfBoth(await issuer.issue(personas.bob, { claims }));
    expect(access).toMatchObject({ company_id: 7, extra: { deep: [true] } });
    expect(access).not.toHaveProperty("username");
    expect(id).not.toHaveProperty("extra");
  });

  it("the sub of a persona is its own or follows from its address, and is the same in every issuer", async () => {
    const { issuer } = await ordersIssuer();
    const other = await testIssuer({ policy, environment: environments.local });
    const subs = [personas.alice, personas.bob].map((persona) => issuer.subjectOf(persona));
    expect(subs).toEqual([personas.alice, personas.bob].map((persona) => other.subjectOf(persona)));
    expect(new Set(subs).size).toBe(2);
    for (const sub of subs)
      expect(sub).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
    const attributes = { email: "eve@example.com", sub: "eve", "custom:company_id": "c" };
    const eve = { kind: "user", clients: ["web"], groups: [], attributes } as const;
    const { access, id } = claimsOfBoth(await issuer.issue(eve));
    expect([issuer.subjectOf(eve), access.sub, access.username, id?.sub]).toEqual([
      "eve",
      "eve",
      "eve",
      "eve",
    ]);
  });
});

const facts = definePolicy({
  name: "facts",
  resourceServers: { a: { scopes: { b: "A scope" } } },
  attributes: { team: text({ maxLength: 9 }) },
  lookups: { crm: lookup({ key: "sub", fields: { plan: text({ maxLength: 9 }) } }) },
  clients: {
    web: { kind: "browser", scopes: ["openid"], signIn: ["hosted"], reads: ["email"] },
    app: { kind: "native", scopes: [], signIn: ["srp"] },
    job: { kind: "machine", scopes: ["a/b"] },
  },
  accessToken: {
    claims: {
      plan: { from: lookedUp("crm", "plan"), required: true },
      device: { from: metadata("device", text({ maxLength: 9 })), asserted: true },
      team: { from: attribute("custom:team") },
    },
  },
  machineToken: { claims: { device: { from: metadata("device", text({ maxLength: 9 })), asserted: true } } },
});
const dan = {
  kind: "user",
  groups: [],
  attributes: { email: "dan@example.com", name: "Dan", "custom:team": "t" },
} as const;
const crm = { status: "found", fields: { plan: "gold" } } as const;

describe("what the policy looks at", () => {
  it("look-ups are what the test says, and failed where it says nothing", async () => {
    const issuer = await testIssuer({ policy: facts });
    const { accessToken } = await issuer.issue(dan, { client: "app", lookups: { crm } });
    expect(claimsOf(accessToken)).toMatchObject({ plan: "gold", team: "t" });
    await expect(issuer.issue(dan, { client: "app" })).rejects.toMatchObject({ code: "LOOKUP_FAILED" });
  });

  it("metadata is that of the test, else that of the machine", async () => {
    const issuer = await testIssuer({ policy: facts });
    const options = { client: "app", lookups: { crm }, metadata: { device: "kiosk" } } as const;
    expect(claimsOf((await issuer.issue(dan, options)).accessToken).device).toBe("kiosk");
    const job = { kind: "machine", client: "job", metadata: { device: "own" } } as const;
    expect(claimsOf((await issuer.issue(job)).accessToken).device).toBe("own");
    expect(claimsOf((await issuer.issue(job, { metadata: {} })).accessToken)).not.toHaveProperty("device");
  });

  it("the ID token has no attribute that the client may not read", async () => {
    const issuer = await testIssuer({ policy: facts });
    const { id } = claimsOfBoth(
      await issuer.issue(dan, { client: "web", grant: "hosted", lookups: { crm } }),
    );
    expect(id).toHaveProperty("email");
    expect(id).not.toHaveProperty("name");
    expect(id).not.toHaveProperty("custom:team");
  });

  it("without a group override, groups bring the roles that the pool gives them", async () => {
    const [admin, staff] = ["arn:aws:iam::123456789012:role/admin", "arn:aws:iam::123456789012:role/staff"];
    const grouped = definePolicy({
      name: "grouped",
      groups: { ADMINS: { precedence: 0, role: admin }, STAFF: { precedence: 1, role: staff }, GUESTS: {} },
      clients: { app: { kind: "native", scopes: [], signIn: ["srp"] } },
    });
    const issuer = await testIssuer({ policy: grouped });
    const eve = {
      kind: "user",
      groups: ["GUESTS", "STAFF", "ADMINS"],
      attributes: { email: "eve@example.com" },
    } as const;
    const { access, id } = claimsOfBoth(await issuer.issue(eve, { client: "app" }));
    expect(id).toMatchObject({
      "cognito:groups": eve.groups,
      "cognito:roles": [staff, admin],
      "cognito:preferred_role": admin,
    });
    expect(access["cognito:groups"]).toEqual(eve.groups);
  });

  it("is told the scopes that were asked for, also where it draws the ID token alone", async () => {
    const asking = definePolicy({
      name: "asking",
      clients: { web: { kind: "browser", scopes: ["openid"] } },
      idToken: { claims: { asked: { from: constant("yes"), when: scopeRequested("openid") } } },
    });
    const issuer = await testIssuer({ policy: asking });
    const eve = { kind: "user", groups: [], attributes: { email: "eve@example.com" } } as const;
    const { id } = claimsOfBoth(await issuer.issue(eve, { client: "web", grant: "hosted" }));
    expect(id).toHaveProperty("asked", "yes");
  });
});

const CUSTOM = { ...dan, attributes: { ...dan.attributes, "custom:nobody": "canary-value" } };

/** A persona, options and the code of what is thrown: what compiles only with `as never` is what JavaScript may still say. */
const MISTAKES: readonly (readonly [string, unknown, object, string])[] = [
  ["no such persona", undefined, {}, "PERSONA_INVALID"],
  ["a persona of no kind", { groups: [] }, {}, "PERSONA_INVALID"],
  ["a person without groups", { kind: "user", attributes: dan.attributes }, {}, "PERSONA_INVALID"],
  ["a person without attributes", { kind: "user", groups: [] }, {}, "PERSONA_INVALID"],
  ["an attribute that the pool has not", CUSTOM, { client: "app" }, "PERSONA_INVALID"],
  ["no client", dan, {}, "OPTIONS_INVALID"],
  ["an unknown client", dan, { client: "mobile" }, "OPTIONS_INVALID"],
  ["a client that every object has", dan, { client: "constructor" }, "OPTIONS_INVALID"],
  ["a misspelt option", dan, { client: "app", expiresIn: 7 }, "OPTIONS_INVALID"],
  ["an unknown grant", dan, { client: "app", grant: "implicit" }, "OPTIONS_INVALID"],
  ["no seconds", dan, { client: "app", expiresInSeconds: 0 }, "OPTIONS_INVALID"],
  ["a part of a second", dan, { client: "app", expiresInSeconds: 1.5 }, "OPTIONS_INVALID"],
  ["a moment that is none", dan, { client: "app", at: new Date("never") }, "OPTIONS_INVALID"],
  ["a moment in milliseconds", dan, { client: "app", at: 1_790_000_000_000 }, "OPTIONS_INVALID"],
  ["scopes in one text", dan, { client: "web", grant: "hosted", scopes: "openid" }, "OPTIONS_INVALID"],
  ["an unknown defect", dan, { client: "app", defect: "old" }, "OPTIONS_INVALID"],
  ["a defect that every object has", dan, { client: "app", defect: "toString" }, "OPTIONS_INVALID"],
  ["a defect that does not say which", dan, { client: "app", defect: "withoutScope" }, "OPTIONS_INVALID"],
  [
    "two defects",
    dan,
    { client: "app", defect: { withoutScope: "a", withoutGroup: "b" } },
    "OPTIONS_INVALID",
  ],
  ["another answer to a refusal", dan, { client: "app", onRefusal: "ignore" }, "OPTIONS_INVALID"],
  ["no options but a text", dan, "app" as never, "OPTIONS_INVALID"],
  ["scopes of an API sign-in", dan, { client: "app", scopes: [] }, "OPTIONS_INVALID"],
  ["metadata of managed login", dan, { client: "web", grant: "hosted", metadata: {} }, "OPTIONS_INVALID"],
  ["an API sign-in where managed login is the only way", dan, { client: "web" }, "GRANT_NOT_ALLOWED"],
  ["managed login where there is none", dan, { client: "app", grant: "hosted" }, "GRANT_NOT_ALLOWED"],
  ["a person as a machine", dan, { client: "app", grant: "machine" }, "GRANT_NOT_ALLOWED"],
  ["a person with a machine's client", dan, { client: "job" }, "GRANT_NOT_ALLOWED"],
  ["a machine with a person's client", { kind: "machine", client: "app" }, {}, "GRANT_NOT_ALLOWED"],
  ["a machine that signs in", { kind: "machine", client: "job" }, { grant: "sdk" }, "GRANT_NOT_ALLOWED"],
  [
    "a scope that the client may not ask for",
    dan,
    { client: "web", grant: "hosted", scopes: ["a/b"] },
    "SCOPE_NOT_ALLOWED",
  ],
];

describe("a mistake of the test", () => {
  it.each(MISTAKES)("%s", async (_, persona, options, code) => {
    const issuer = await testIssuer({ policy: facts });
    const error = await issuer.issue(persona as never, options as never).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(MisuseError);
    expect(error).toMatchObject({ name: "MisuseError", category: "misconfigured", code });
    expect(String(error)).not.toMatch(/canary|dan@|\n/);
  });

  it.each([
    ["neither policy nor snapshot", {}],
    ["both", { policy: facts, snapshot: SNAPSHOTS.orders }],
    ["a pool id that is none", { policy: facts, userPoolId: "pool" }],
    ["an unknown form", { policy: facts, issuerForm: "new" }],
    ["a clock that stands too still", { policy: facts, clock: 7 }],
    ["a misspelt option", { policy: facts, enviroment: {} }],
  ])("in the issuer: %s", async (_, options) => {
    await expect(testIssuer(options as never)).rejects.toMatchObject({ code: "OPTIONS_INVALID" });
  });

  it("a policy.json that is none", async () => {
    await expect(testIssuer({ snapshot: { policy: facts } })).rejects.toMatchObject({
      code: "SNAPSHOT_INVALID",
    });
  });

  it.each([
    ["settings that are missing", { policy }],
    ["a policy that is not valid", { policy: { name: "p", clients: {}, claims: {} } as never }],
    ["a policy.json whose policy is not valid", { snapshot: { ...SNAPSHOTS.orders, policy: { name: "p" } } }],
  ])("in what the policy package reads: %s", async (_, options) => {
    await expect(testIssuer(options)).rejects.toMatchObject({ code: "POLICY_INVALID" });
  });
});

it("knows every standard attribute by name", () => {
  const names: Readonly<Record<StandardAttribute, true>> = {
    address: true,
    birthdate: true,
    email: true,
    email_verified: true,
    family_name: true,
    gender: true,
    given_name: true,
    locale: true,
    middle_name: true,
    name: true,
    nickname: true,
    phone_number: true,
    phone_number_verified: true,
    picture: true,
    preferred_username: true,
    profile: true,
    updated_at: true,
    website: true,
    zoneinfo: true,
  };
  expect(Object.keys(names).sort()).toEqual(STANDARD_ATTRIBUTES.map(({ name }) => name).sort());
});
