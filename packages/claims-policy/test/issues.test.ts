// Does validate find everything that is wrong, and nothing else? From JSON vectors.
import { describe, expect, it } from "vitest";
import { definePolicy, type IssueCode, type PolicyError, parsePolicy, validate } from "../src/index.ts";
import { ISSUE_HINTS } from "../src/validation/issues.ts";
import text from "./vectors/issues.json?raw";
import { policyInput, type Vector, vectorsOf } from "./worlds.ts";

interface IssueVector extends Vector {
  readonly policy?: unknown;
  readonly issues: readonly { readonly code: IssueCode; readonly path: string }[];
}

const vectors = vectorsOf<IssueVector>(text);
const inputOf = (vector: IssueVector): unknown => ("policy" in vector ? vector.policy : policyInput(vector));
const byPath = (issues: IssueVector["issues"]) => issues.map(({ code, path }) => `${path}: ${code}`).sort();

describe("validate", () => {
  it.each(vectors)("$description", (vector) => {
    expect(byPath(validate(inputOf(vector)))).toEqual(byPath(vector.issues));
  });

  it("says of every issue what was expected, what was there and what to do", () => {
    for (const vector of vectors) {
      for (const { expected, received, hint } of validate(inputOf(vector))) {
        for (const words of [expected, received, hint]) expect(words).toMatch(/^[^\n]+$/);
      }
    }
  });

  // What only a program can hold has its tests below; settings, snapshots and environments have theirs in files of their own.
  const elsewhere: readonly string[] = [
    "NOT_DATA",
    "SETTING_MISSING",
    "SETTING_INVALID",
    "SETTING_UNKNOWN",
    "SNAPSHOT_STALE",
    "REGION_UNKNOWN",
    "ACCOUNT_INVALID",
    "PLAN_TOO_LOW",
    "CALLBACK_URL_MISSING",
    "URL_INVALID",
    "URL_INSECURE",
    "ARN_INVALID",
    "NOT_LOCAL",
    "ATTRIBUTE_INVALID",
    "BUDGET_EXCEEDED",
    "GRANT_IMPOSSIBLE",
  ];
  it.each(Object.keys(ISSUE_HINTS).filter((code) => !elsewhere.includes(code)))(
    "has a vector for %s",
    (code) => {
      expect(vectors.flatMap(({ issues }) => issues.map((issue) => issue.code))).toContain(code);
    },
  );

  it("never changes what it is given", () => {
    for (const vector of vectors) {
      const input = inputOf(vector);
      const before = JSON.stringify(input);
      validate(input);
      expect(JSON.stringify(input)).toBe(before);
    }
  });
});

describe("parsePolicy and definePolicy", () => {
  const wrong = vectors.filter(({ issues }) => issues.length > 0);
  it.each(wrong)("throw all issues: $description", (vector) => {
    const input = inputOf(vector);
    for (const parse of [parsePolicy, definePolicy as typeof parsePolicy]) {
      const thrown = thrownBy(() => parse(input));
      expect(thrown).toMatchObject({ name: "PolicyError", code: "POLICY_INVALID" });
      expect((thrown as PolicyError).issues).toEqual(validate(input));
      expect((thrown as PolicyError).message).not.toContain("\n");
    }
  });

  it("freeze the policy and leave the definition alone", () => {
    const definition = { name: "p", clients: { web: { kind: "browser", scopes: ["openid"] } } } as const;
    const policy = definePolicy(definition);
    expect(policy).toEqual(definition);
    expect(policy).not.toBe(definition);
    expect(Object.isFrozen(policy) && Object.isFrozen(policy.clients.web?.scopes)).toBe(true);
    expect(Object.isFrozen(definition.clients)).toBe(false);
  });
});

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new TypeError("nothing was thrown");
}

describe("what no policy.json can hold", () => {
  const clients = { web: { kind: "browser", scopes: ["openid"] } };
  const withClaim = (rule: unknown) => ({ name: "p", clients, accessToken: { claims: { x: rule } } });
  const constant = { source: "constant", value: 1 };
  const cycle: Record<string, unknown> = { source: "constant" };
  cycle.value = { again: cycle, andAgain: cycle };

  it.each([
    ["a function as a source", withClaim({ from: () => 1 }), "accessToken.claims.x.from"],
    [
      "a function as a condition",
      withClaim({ from: constant, when: () => true }),
      "accessToken.claims.x.when",
    ],
    [
      "a date",
      withClaim({ from: { source: "constant", value: new Date(0) } }),
      "accessToken.claims.x.from.value",
    ],
    ["a map", { name: "p", clients: new Map() }, "clients"],
    [
      "NaN",
      withClaim({ from: { source: "constant", value: Number.NaN } }),
      "accessToken.claims.x.from.value",
    ],
    [
      "infinity",
      withClaim({ from: { source: "constant", value: -1 / 0 } }),
      "accessToken.claims.x.from.value",
    ],
    [
      "a big integer",
      withClaim({ from: { source: "constant", value: 1n } }),
      "accessToken.claims.x.from.value",
    ],
    ["a symbol", { name: Symbol("p"), clients }, "name"],
    [
      "a hole in a list",
      { name: "p", clients: { web: { kind: "browser", scopes: Array(1) } } },
      "clients.web.scopes[0]",
    ],
    ["an instance", { name: "p", clients, accessToken: new (class Picture {})() }, "accessToken"],
    ["a when that got lost", withClaim({ from: constant, when: undefined }), "accessToken.claims.x.when"],
    ["a cycle", withClaim({ from: cycle }), "accessToken.claims.x.from.value.again"],
  ])("%s is an issue, once", (_what, input, path) => {
    const issues = validate(input).filter((issue) => issue.path === path);
    expect(issues.map(({ code }) => code)).toEqual(["NOT_DATA"]);
  });

  it("hides no other issue", () => {
    const input = {
      ...withClaim({ from: () => 1 }),
      name: "my policy",
      deny: [{ when: { test: "x" }, reason: "no" }],
    };
    expect(byPath(validate(input))).toEqual([
      "accessToken.claims.x.from: NOT_DATA",
      "deny[0].when.test: WRONG_TYPE",
      "name: BAD_NAME",
    ]);
  });

  it.each([undefined, () => 1, Symbol("p"), new Date(0)])("is no policy at all: %s", (input) => {
    expect(validate(input).map(({ code, path }) => [code, path])).toEqual([["NOT_DATA", ""]]);
  });
});
