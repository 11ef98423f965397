// What did each rule, and each part of its condition, do in a case?
import { atomsOfRule } from "../analysis/facts-read.ts";
import { rulesOf } from "../analysis/rules-of.ts";
import type { Decision } from "../evaluation/decision.ts";
import { explain, type RuleExplanation } from "../evaluation/explain.ts";
import type { PolicyDocument } from "../language/policy.ts";
import type { PolicyCase } from "./policy-case.ts";

/** What a part of a condition was: unknown because of a fact that is absent, invalid, or could not be looked up. */
export type AtomOutcome = "true" | "false" | "unknown";

/** What became of a case. */
export interface CaseOutcome {
  readonly name: string;
  readonly decision: Decision;
  /** The paths of the rules that changed something about the tokens, or refused them. */
  readonly acted: ReadonlySet<string>;
  /** The path of each part of a condition that had a say → what it was. */
  readonly atoms: ReadonlyMap<string, AtomOutcome>;
  /** The scopes of the access token. */
  readonly scopes: readonly string[];
}

/** Evaluates cases, rule by rule. A rule that the decision never came to has no part in the outcome. */
export function caseOutcomes(policy: PolicyDocument, cases: readonly PolicyCase[]): CaseOutcome[] {
  const atomPaths = new Map(
    rulesOf(policy).map((rule) => [rule.path, atomsOfRule(rule).map(({ path }) => path)] as const),
  );
  return cases.map(({ name, facts, granted }) => {
    const { decision, rules } = explain(policy, facts);
    const held = rules.filter((rule, index) => hadASay(rule, decision, rules.slice(0, index)));
    const groups = facts.kind === "user" ? facts.groups : [];
    const atoms = held.flatMap(({ rule, because }) =>
      because.map(({ value }, index): readonly [string, AtomOutcome] => [
        atomPaths.get(rule)?.[index] ?? rule,
        value === "true" || value === "false" ? value : "unknown",
      ]),
    );
    return {
      name,
      decision,
      acted: new Set(held.filter((rule) => acted(rule, decision, groups)).map(({ rule }) => rule)),
      atoms: new Map(atoms),
      scopes: issuedScopes(decision, granted),
    };
  });
}

/** A denial ends the evaluation; a token that is refused later shows nothing of the other rules. */
function hadASay(
  { rule, about, outcome }: RuleExplanation,
  decision: Decision,
  before: readonly RuleExplanation[],
): boolean {
  if (outcome === "clientNotNamed") return false;
  if (decision.outcome === "issue" || decision.rule === rule) return true;
  return about === "denial" && before.every((each) => each.rule !== decision.rule);
}

function acted(
  { rule, about, name, outcome }: RuleExplanation,
  decision: Decision,
  groups: readonly string[],
): boolean {
  if (decision.outcome === "refuse") return decision.rule === rule;
  if (about !== "group") return outcome === "applied";
  const isMember = groups.includes(name);
  if (rule.startsWith("groupOverride.keep")) return isMember && outcome !== "applied";
  return outcome === "applied" && isMember === rule.startsWith("groupOverride.drop");
}

function issuedScopes(decision: Decision, granted: readonly string[]): readonly string[] {
  if (decision.outcome === "refuse") return [];
  const { scopesToAdd, scopesToSuppress } = decision.accessToken;
  return [...granted, ...scopesToAdd].filter((scope) => !scopesToSuppress.includes(scope));
}
