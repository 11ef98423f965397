// Is a token that may get larger than its budget found?
import { describe, expect, it } from "vitest";
import {
  budgetIssues,
  evaluate,
  largestToken,
  type PolicyDocument,
  parsePolicy,
  type TokenBudgets,
} from "../src/index.ts";
import { evaluablePart } from "../src/snapshot/evaluable-part.ts";
import { factsOf, policyOf } from "./worlds.ts";

const base = policyOf({ description: "" });
const withBudgets = (budgets: TokenBudgets): PolicyDocument =>
  policyOf({ description: "", patch: { budgets } });
const largestOf = (kind: string, token: string) =>
  Math.max(
    ...largestToken(base).flatMap((each) =>
      each.kind === kind && each.token === token ? [each.tokenBytes] : [],
    ),
  );

describe("budgetIssues", () => {
  it.each([
    ["accessTokenBytes", "user", "access"],
    ["idTokenBytes", "user", "id"],
    ["machineTokenBytes", "machine", "access"],
  ] as const)("holds %s against the largest token under it, to the byte", (name, kind, token) => {
    const bytes = largestOf(kind, token);
    expect(budgetIssues(withBudgets({ [name]: bytes }))).toEqual([]);
    const [found, ...others] = budgetIssues(withBudgets({ [name]: bytes - 1 }));
    expect(found).toMatchObject({ code: "BUDGET_EXCEEDED", path: `budgets.${name}` });
    expect(found?.expected).toContain(String(bytes - 1));
    expect(found?.received).toContain(String(bytes));
    expect(others).toEqual([]);
  });

  it("counts within the caps that it is given", () => {
    const policy = withBudgets({ accessTokenBytes: largestOf("user", "access") });
    expect(budgetIssues(policy, { otherGroups: 1 }).map(({ code }) => code)).toEqual(["BUDGET_EXCEEDED"]);
  });

  it("has nothing to say of a policy without budgets", () => {
    expect(budgetIssues(base)).toEqual([]);
  });
});

it("a budget is part of the policy and decides nothing: the trigger does not carry it", () => {
  const policy = withBudgets({ accessTokenBytes: 1 });
  expect(parsePolicy(JSON.parse(JSON.stringify(policy)))).toEqual(policy);
  expect(policy.budgets).toEqual({ accessTokenBytes: 1 });
  expect(evaluablePart(policy)).not.toHaveProperty("budgets");
  const facts = factsOf({ description: "" });
  expect(evaluate(policy, facts)).toEqual(evaluate(base, facts));
});
