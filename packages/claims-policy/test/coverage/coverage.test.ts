// Does coverage count what personas and vectors reach, and nothing that nobody could reach?
import { describe, expect, it } from "vitest";
import {
  attribute,
  caseOutcomes,
  constant,
  coverageOf,
  definePersonas,
  definePolicy,
  has,
  inGroup,
  is,
  isClient,
  not,
  oneOf,
  personaCases,
  policySnapshot,
  previewPool,
  readVectors,
  vectorCases,
} from "../../src/index.ts";

const policy = definePolicy({
  name: "club",
  resourceServers: { hall: { scopes: { enter: "Enter the hall" } } },
  groups: { STAFF: {}, BANNED: {} },
  attributes: { state: oneOf("paid", "due") },
  clients: {
    web: { kind: "browser", scopes: ["openid"] },
    gate: { kind: "machine", scopes: ["hall/enter"] },
  },
  accessToken: {
    claims: { paid: { from: constant(true), when: is(attribute("custom:state"), "paid") } },
    scopes: { "hall/enter": { clients: ["web"], when: has(attribute("custom:state")) } },
  },
  machineToken: { claims: { gate: { from: constant(1), when: isClient("gate") } } },
  groupOverride: { drop: { STAFF: { when: not(inGroup("BANNED")) } } },
  deny: [{ when: inGroup("BANNED"), reason: "banned" }],
});
const pool = previewPool(await policySnapshot(policy));

const GOALS = [
  "accessToken.claims.paid: acts",
  'accessToken.claims.paid.when: attribute custom:state is "paid": true',
  'accessToken.claims.paid.when: attribute custom:state is "paid": false',
  'accessToken.claims.paid.when: attribute custom:state is "paid": unknown',
  "accessToken.scopes.hall/enter: acts",
  "accessToken.scopes.hall/enter.when: has attribute custom:state: true",
  "accessToken.scopes.hall/enter.when: has attribute custom:state: false",
  "machineToken.claims.gate: acts",
  "machineToken.claims.gate.when: client is gate: true",
  "groupOverride.drop.STAFF: acts",
  "groupOverride.drop.STAFF.when.condition: in group BANNED: true",
  "groupOverride.drop.STAFF.when.condition: in group BANNED: false",
  "deny[0]: acts",
  "deny[0].when: in group BANNED: true",
  "deny[0].when: in group BANNED: false",
];

function reachedBy(...vectors: readonly object[]): string[] {
  const { cases, issues } = vectorCases(pool, readVectors({ vectors }));
  expect(issues).toEqual([]);
  const { goals } = coverageOf(policy, cases);
  return goals.filter(({ isReached }) => isReached).map(({ path, goal }) => `${path}: ${goal}`);
}

const someone = { description: "someone", client: "web", attributes: { email: "a@example.com" } };
const payer = { ...someone, attributes: { ...someone.attributes, "custom:state": "paid" } };

describe("coverage", () => {
  it("has a goal for each rule and each outcome that its parts can have: one machine client is always that one", () => {
    const { goals, reached, percent, cases } = coverageOf(policy, []);
    expect(goals.map(({ path, goal }) => `${path}: ${goal}`)).toEqual(GOALS);
    expect({ reached, percent, cases }).toEqual({ reached: 0, percent: 0, cases: 0 });
  });

  it("has no unknown for a group, which one is in or not", () => {
    expect(GOALS.filter((goal) => goal.includes("BANNED: unknown"))).toEqual([]);
  });

  it.each([
    ["an absent fact", someone, [GOALS[3], GOALS[6], GOALS[11], GOALS[14]]],
    ["a fact that holds", payer, [GOALS[0], GOALS[1], GOALS[4], GOALS[5], GOALS[11], GOALS[14]]],
    [
      "a fact that does not hold",
      { ...payer, attributes: { ...payer.attributes, "custom:state": "due" } },
      [GOALS[2], GOALS[4], GOALS[5], GOALS[11], GOALS[14]],
    ],
    [
      "a fact that is invalid: unknown, and nothing that is there",
      { ...payer, attributes: { ...payer.attributes, "custom:state": "lost" } },
      [GOALS[3], GOALS[11], GOALS[14]],
    ],
    [
      "a group that is dropped",
      { ...someone, groups: ["STAFF"] },
      [GOALS[3], GOALS[6], GOALS[9], GOALS[11], GOALS[14]],
    ],
    ["a denial, after which nothing is evaluated", { ...payer, groups: ["BANNED"] }, [GOALS[12], GOALS[13]]],
    ["a machine", { description: "a gate", client: "gate" }, [GOALS[7], GOALS[8]]],
  ])("counts what is reached by %s", (_what, vector, goals) => {
    expect(reachedBy(vector)).toEqual(goals);
  });

  it("rounds down, and adds up what several reach", () => {
    const { cases } = vectorCases(pool, readVectors({ vectors: [someone, payer] }));
    const { reached, percent, cases: count } = coverageOf(policy, cases);
    expect({ reached, percent, count }).toEqual({ reached: 8, percent: 53, count: 2 });
  });

  it("is complete where there is nothing to reach", async () => {
    const plain = definePolicy({ name: "plain", clients: { web: { kind: "browser", scopes: ["openid"] } } });
    expect(coverageOf(plain, [])).toEqual({ cases: 0, goals: [], reached: 0, percent: 100 });
  });
});

describe("the cases of personas", () => {
  const personas = definePersonas<typeof policy>({
    pat: {
      kind: "user",
      about: "a guest",
      clients: ["web"],
      groups: [],
      attributes: { email: "p@example.com" },
    },
    gate: { kind: "machine", about: "the gate", client: "gate" },
  });

  it("are each with its clients and their grants, a refresh apart, with the scopes of each", () => {
    const cases = personaCases(pool, personas).map(({ name, granted }) => [name, granted]);
    expect(cases).toEqual([
      ["pat, web, sdk", ["aws.cognito.signin.user.admin"]],
      ["pat, web, hosted", ["openid"]],
      ["gate, gate, machine", ["hall/enter"]],
    ]);
  });

  it("end in tokens with the scopes that they would carry", () => {
    const outcomes = caseOutcomes(policy, personaCases(pool, personas));
    expect(outcomes.map(({ scopes, decision }) => [decision.outcome, scopes])).toEqual([
      ["issue", ["aws.cognito.signin.user.admin"]],
      ["issue", ["openid"]],
      ["issue", ["hall/enter"]],
    ]);
  });
});
