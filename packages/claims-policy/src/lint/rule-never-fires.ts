// Which rules never change anything?
import { canBe } from "../analysis/absence.ts";
import { type ListedRule, rulesOf } from "../analysis/rules-of.ts";
import type { CaseOutcome } from "../coverage/case-outcome.ts";
import { memberPath } from "../language/member-path.ts";
import type { PolicyDocument } from "../language/policy.ts";
import { type Finding, finding, type Lint } from "./finding.ts";

/**
 * Rules that no facts satisfy, and those that act for no persona and no vector. A condition counts as satisfiable where finding
 * out would take too long. The rule of a scope that is never issued at all is left to the lint of that scope.
 */
export const ruleNeverFires: Lint = ({ policy, cases = [] }) => {
  const excused = new Set([
    ...cases.flatMap(({ acted }) => [...acted]),
    ...rulesOfUnissuedScopes(policy, cases),
  ]);
  return rulesOf(policy).flatMap((rule): Finding[] => {
    const { path } = rule;
    const found = (expected: string, received: string) => [
      finding("RULE_NEVER_FIRES", path, { expected, received }),
    ];
    if (!canAct(rule, policy)) return found("a condition that some facts satisfy", "one that none satisfies");
    if (cases.length === 0 || excused.has(path)) return [];
    return found("a persona or a vector for which it acts", "none");
  });
};

/** A group is kept where its condition holds; the rule acts where it does not. */
function canAct({ path, when, kind }: ListedRule, policy: PolicyDocument): boolean {
  if (when === undefined) return true;
  const isKeep = path.startsWith("groupOverride.keep");
  const outcomes = isKeep ? (["false", "unknown"] as const) : (["true"] as const);
  return outcomes.some((outcome) => canBe(outcome, when, { policy, kind }));
}

function rulesOfUnissuedScopes(policy: PolicyDocument, cases: readonly CaseOutcome[]): string[] {
  const issued = new Set(cases.flatMap(({ scopes }) => scopes));
  return (["accessToken", "machineToken"] as const).flatMap((picture) =>
    Object.keys(policy[picture]?.scopes ?? {})
      .filter((scope) => !issued.has(scope))
      .map((scope) => memberPath(`${picture}.scopes`, scope)),
  );
}
