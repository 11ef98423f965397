// Is every budget one for tokens that some client can get?
import { budgetOf } from "../../analysis/budget-issues.ts";
import type { PolicyDocument, TokenBudgets } from "../../language/policy.ts";
import { issue, type PolicyIssue } from "../issues.ts";

/** A budget that nothing falls under would be kept whatever happens. */
export function checkBudgets({ budgets = {}, clients }: PolicyDocument): PolicyIssue[] {
  const kinds = Object.values(clients).map(({ kind }) => (kind === "machine" ? "machine" : "user"));
  const used = kinds.flatMap((kind): (keyof TokenBudgets)[] => {
    const access = budgetOf({ kind, token: "access" });
    return kind === "machine" ? [access] : [access, budgetOf({ kind, token: "id" })];
  });
  return Object.keys(budgets)
    .filter((name) => !used.includes(name as keyof TokenBudgets))
    .map((name) =>
      issue("USELESS_OPTION", `budgets.${name}`, {
        expected: "a client that gets such tokens",
        received: "none",
      }),
    );
}
