// What do a role's policies allow? Enough of IAM's rules to ask about one action on one resource.
import type { Statement } from "@claimsmith/constructs";
import { type Job, type RightsScope, rightsOf } from "../src/rights.ts";

/** All statements of a job's role. */
export function statementsOf(job: Job, scope: RightsScope): readonly Statement[] {
  return Object.values(rightsOf(job, scope)).flat();
}

/** The statements that allow an action on a resource, whatever their conditions. */
export function allowing(
  statements: readonly Statement[],
  action: string,
  resource: string,
): readonly Statement[] {
  return statements.filter(
    ({ actions, resources }) =>
      actions.some((each) => matches(each, action)) && resources.some((each) => matches(each, resource)),
  );
}

/** (AWS IAM: JSON policy elements: Resource, Using wildcards in resource ARNs) */
function matches(pattern: string, text: string): boolean {
  const source = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${source.join(".*")}$`).test(text);
}
