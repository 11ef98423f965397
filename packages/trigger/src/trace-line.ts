// Why did each rule do what it did? One more line for the log, at the level debug: paths of rules, codes and truth values, no value.
import { explain, type Facts, type PolicyDocument } from "@claimsmith/claims-policy/evaluator";

/** The line of one event. A condition's text could tell what a person's attribute is, so only its truth is in it. */
export function traceLine(policy: PolicyDocument, policyHash: string, facts: Facts): string {
  const rules = explain(policy, facts).rules.map(({ rule, outcome, because }) => ({
    rule,
    outcome,
    facts: because.map(({ value }) => value),
  }));
  const message = "pre token generation trace";
  return JSON.stringify({ level: "debug", message, client: facts.client, rules, policyHash });
}
