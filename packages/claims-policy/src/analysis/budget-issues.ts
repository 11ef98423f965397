// Does every token stay within the bytes that the policy allows it, at its largest?
import type { PolicyDocument, TokenBudgets } from "../language/policy.ts";
import { issue, type PolicyIssue } from "../validation/issues.ts";
import { type LargestToken, largestToken, type TokenCaps } from "./largest-token.ts";

/** The budget that a token falls under. */
export function budgetOf({ kind, token }: Pick<LargestToken, "kind" | "token">): keyof TokenBudgets {
  if (token === "id") return "idTokenBytes";
  return kind === "machine" ? "machineTokenBytes" : "accessTokenBytes";
}

/**
 * One issue, `BUDGET_EXCEEDED`, for each budget that the largest token under it goes beyond, as `largestToken` counts. Not among the
 * issues of `validate`: a policy beyond its budget can be evaluated.
 */
export function budgetIssues(policy: PolicyDocument, caps: Partial<TokenCaps> = {}): PolicyIssue[] {
  const { budgets } = policy;
  if (budgets === undefined) return [];
  const largest = new Map<keyof TokenBudgets, LargestToken>();
  for (const each of largestToken(policy, caps)) {
    const name = budgetOf(each);
    if (each.tokenBytes > (largest.get(name)?.tokenBytes ?? 0)) largest.set(name, each);
  }
  return [...largest].flatMap(([name, { tokenBytes, client, grant }]) => {
    const budget = budgets[name];
    if (budget === undefined || tokenBytes <= budget) return [];
    const received = `${tokenBytes} bytes for client ${client} by ${grant}`;
    return [issue("BUDGET_EXCEEDED", `budgets.${name}`, { expected: `at most ${budget} bytes`, received })];
  });
}
