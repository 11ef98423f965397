// Are facts that a team keeps read as they are meant, and refused where they are not?
import { describe, expect, it } from "vitest";
import {
  definePolicy,
  integer,
  lookup,
  policySnapshot,
  previewPool,
  readVectors,
  text,
  vectorCases,
} from "../../src/index.ts";

const policy = definePolicy({
  name: "club",
  resourceServers: { hall: { scopes: { enter: "Enter the hall" } } },
  settings: { town: text({ maxLength: 9 }) },
  lookups: {
    crm: lookup({ key: "sub", fields: { since: integer({ min: 0, max: 9 }) } }),
    erp: lookup({ key: "sub", fields: { since: integer({ min: 0, max: 9 }) } }),
    bank: lookup({ key: "sub", fields: { since: integer({ min: 0, max: 9 }) } }),
  },
  clients: {
    web: { kind: "browser", scopes: ["openid"] },
    portal: { kind: "server", scopes: ["openid", "email"], signIn: ["hosted"] },
    gate: { kind: "machine", scopes: ["hall/enter"] },
  },
});
const pool = previewPool(await policySnapshot(policy), { settings: { town: "Ulm" } });
const someone = { description: "someone", client: "web", attributes: { email: "a@example.com" } };

const factsOf = (vector: object) => {
  const { cases, issues } = vectorCases(pool, readVectors({ vectors: [vector] }));
  expect(issues).toEqual([]);
  return cases[0]?.facts;
};

describe("a vector", () => {
  it("is a person with what it states, in the settings of the environment", () => {
    const vector = {
      ...someone,
      groups: ["A"],
      metadata: { device: "tablet" },
      lookups: { crm: { since: 3 }, erp: "failed" },
    };
    expect(factsOf(vector)).toEqual({
      kind: "user",
      client: "web",
      scopes: ["aws.cognito.signin.user.admin"],
      groups: ["A"],
      attributes: { sub: expect.any(String), email: "a@example.com" },
      metadata: { device: "tablet" },
      settings: { town: "Ulm" },
      lookups: {
        crm: { status: "found", fields: { since: 3 } },
        erp: { status: "failed" },
        bank: { status: "missing" },
      },
      policyHash: pool.snapshot.hash,
    });
  });

  it("is a machine without attributes", () => {
    expect(factsOf({ description: "a gate", client: "gate" })).toMatchObject({
      kind: "machine",
      scopes: ["hall/enter"],
      metadata: null,
    });
  });

  it.each([
    ["those of the API where the client has it", {}, ["aws.cognito.signin.user.admin"]],
    ["all that may be asked for at a hosted login", { grant: "hosted" }, ["openid"]],
    ["all that may be asked for where there is no other way", { client: "portal" }, ["openid", "email"]],
    ["what it states", { scopes: ["openid", "hall/enter"] }, ["openid", "hall/enter"]],
  ])("has the scopes: %s", (_what, change, scopes) => {
    expect(factsOf({ ...someone, ...change })?.scopes).toEqual(scopes);
  });

  it("may state another setting, and members of its own", () => {
    const vector = { ...someone, settings: { town: "Bonn" }, before: 1, after: { accessToken: null } };
    expect(factsOf(vector)?.settings).toEqual({ town: "Bonn" });
  });

  it("is for the policy that it names, else for the main one", () => {
    const vectors = readVectors({ vectors: [someone, { ...someone, policy: "other" }] });
    expect(vectorCases(pool, vectors).cases).toHaveLength(1);
    expect(vectorCases(pool, vectors, "other").cases).toHaveLength(0);
    const named = readVectors({ vectors: [{ ...someone, policy: "club" }] });
    expect(vectorCases(pool, named, "other").cases).toHaveLength(1);
  });
});

describe("vectors that cannot be used", () => {
  it.each([
    ["nothing", undefined, ["vectors: WRONG_TYPE"]],
    ["a list", [], ["vectors: WRONG_TYPE"]],
    ["no list", { vectors: {} }, ["vectors: WRONG_TYPE"]],
    ["no object", { vectors: [7] }, ["vectors[0].client: WRONG_TYPE", "vectors[0].description: WRONG_TYPE"]],
    ["no client", { vectors: [{ description: "x" }] }, ["vectors[0].client: WRONG_TYPE"]],
    [
      "an attribute that is no text",
      { vectors: [{ ...someone, attributes: { email: 1 } }] },
      ["vectors[0].attributes.email: WRONG_TYPE"],
    ],
    [
      "a grant that there is not",
      { vectors: [{ ...someone, grant: "magic" }] },
      ["vectors[0].grant: WRONG_TYPE"],
    ],
    [
      "look-ups that are no object",
      { vectors: [{ ...someone, lookups: 1 }] },
      ["vectors[0].lookups: WRONG_TYPE"],
    ],
  ])("are issues, each with its path: %s", (_what, input, expected) => {
    const { issues } = readVectors(input);
    expect(issues.map(({ path, code }) => `${path}: ${code}`).sort()).toEqual(expected);
  });

  it("leave the others where they stand", () => {
    const { cases, issues } = vectorCases(
      pool,
      readVectors({ vectors: [7, someone, { ...someone, client: "kiosk" }, { ...someone, client: "gate" }] }),
    );
    expect(cases).toHaveLength(1);
    expect(issues.map(({ path, code }) => `${path}: ${code}`)).toEqual([
      "vectors[2].client: UNDECLARED",
      "vectors[3]: WRONG_CLIENT_KIND",
    ]);
  });
});
