// Is a decision said to Cognito in the container of each version, and nothing more?
import { describe, expect, it } from "vitest";
import { evaluate, type IssueDecision, triggerResponse } from "../src/index.ts";
import { factsOf, policyOf } from "./worlds.ts";

const NOTHING: IssueDecision = {
  outcome: "issue",
  idToken: { claims: {}, suppress: [] },
  accessToken: { claims: {}, suppress: [], scopesToAdd: [], scopesToSuppress: [] },
  groups: undefined,
  leftOut: [],
};

const FULL: IssueDecision = {
  ...NOTHING,
  idToken: { claims: { a: "1" }, suppress: ["email"] },
  accessToken: {
    claims: { b: { c: 1 } },
    suppress: ["d"],
    scopesToAdd: ["orders/read"],
    scopesToSuppress: ["admin/*"],
  },
  groups: { groups: ["A"], roles: ["arn"], preferredRole: "arn" },
};
const GROUPS = { groupsToOverride: ["A"], iamRolesToOverride: ["arn"], preferredRole: "arn" };

describe("triggerResponse", () => {
  it.each(["2", "3"] as const)("says everything to version %s", (version) => {
    expect(triggerResponse(FULL, version)).toEqual({
      claimsAndScopeOverrideDetails: {
        idTokenGeneration: { claimsToAddOrOverride: { a: "1" }, claimsToSuppress: ["email"] },
        accessTokenGeneration: {
          claimsToAddOrOverride: { b: { c: 1 } },
          claimsToSuppress: ["d"],
          scopesToAdd: ["orders/read"],
          scopesToSuppress: ["admin/*"],
        },
        groupOverrideDetails: GROUPS,
      },
    });
  });

  it("says to version 1 what it takes: the ID token and the groups", () => {
    expect(triggerResponse(FULL, "1")).toEqual({
      claimsOverrideDetails: {
        claimsToAddOrOverride: { a: "1" },
        claimsToSuppress: ["email"],
        groupOverrideDetails: GROUPS,
      },
    });
  });

  it("leaves out every part that changes nothing, the groups above all", () => {
    expect(triggerResponse(NOTHING, "1")).toEqual({ claimsOverrideDetails: {} });
    expect(triggerResponse(NOTHING, "2")).toEqual({ claimsAndScopeOverrideDetails: {} });
    expect(JSON.stringify(triggerResponse(NOTHING, "3"))).toBe('{"claimsAndScopeOverrideDetails":{}}');
  });

  it.each([
    [{ claims: { b: true } }, { claimsToAddOrOverride: { b: true } }],
    [{ suppress: ["d"] }, { claimsToSuppress: ["d"] }],
    [{ scopesToAdd: ["o/r"] }, { scopesToAdd: ["o/r"] }],
    [{ scopesToSuppress: ["o/r"] }, { scopesToSuppress: ["o/r"] }],
  ])("says a part by itself: %o", (part, expected) => {
    const decision = { ...NOTHING, accessToken: { ...NOTHING.accessToken, ...part } };
    expect(triggerResponse(decision, "2")).toEqual({
      claimsAndScopeOverrideDetails: { accessTokenGeneration: expected },
    });
  });

  it("says that no group is left, once a rule took the last one", () => {
    const vector = { description: "", patch: { groupOverride: { drop: { EVERYONE: {} } } } };
    const decision = evaluate(policyOf(vector), factsOf(vector));
    expect(decision.outcome === "issue" && triggerResponse(decision, "2")).toEqual({
      claimsAndScopeOverrideDetails: {
        groupOverrideDetails: { groupsToOverride: [], iamRolesToOverride: [] },
      },
    });
  });
});
