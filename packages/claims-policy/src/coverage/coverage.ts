// Which rules, and which branches of their conditions, were reached, and which were not?
import { canBe } from "../analysis/absence.ts";
import { atomsOfRule } from "../analysis/facts-read.ts";
import { rulesOf } from "../analysis/rules-of.ts";
import { atomInWords } from "../evaluation/explain.ts";
import type { PolicyDocument } from "../language/policy.ts";
import { type AtomOutcome, type CaseOutcome, caseOutcomes } from "./case-outcome.ts";
import type { PolicyCase } from "./policy-case.ts";

/** One thing to reach: a rule that acts, or a part of a condition that has an outcome. */
export interface CoverageGoal {
  /** Of the rule, or of the part of its condition. */
  readonly path: string;
  /** In words: `acts`, or `in group ADMINS is false`. */
  readonly goal: string;
  readonly isReached: boolean;
}

/** How much of a policy some cases reach. */
export interface Coverage {
  readonly cases: number;
  readonly goals: readonly CoverageGoal[];
  readonly reached: number;
  /** Of the goals, rounded down to a whole number, 0 to 100; 100 where there is none. */
  readonly percent: number;
}

/**
 * Every rule is to act in some case, and every part of a condition to be true, false and, where a fact can be absent, unknown: as
 * far as facts of their declared types can make it so. A value that is invalid counts as unknown.
 */
export function coverageOf(policy: PolicyDocument, cases: readonly PolicyCase[]): Coverage {
  const goals = coverageGoals(policy, caseOutcomes(policy, cases));
  const reached = goals.filter(({ isReached }) => isReached).length;
  const percent = goals.length === 0 ? 100 : Math.floor((100 * reached) / goals.length);
  return { cases: cases.length, goals, reached, percent };
}

const OUTCOMES: readonly AtomOutcome[] = ["true", "false", "unknown"];

function coverageGoals(policy: PolicyDocument, outcomes: readonly CaseOutcome[]): CoverageGoal[] {
  const acted = new Set(outcomes.flatMap((outcome) => [...outcome.acted]));
  const had = new Set(outcomes.flatMap(({ atoms }) => [...atoms].map((pair) => pair.join(" "))));
  return rulesOf(policy).flatMap((rule) => {
    const branches = atomsOfRule(rule).flatMap(({ atom, path }) =>
      OUTCOMES.filter((outcome) => canBe(outcome, atom, { policy, kind: rule.kind })).map((outcome) => ({
        path,
        goal: `${atomInWords(atom)}: ${outcome}`,
        isReached: had.has(`${path} ${outcome}`),
      })),
    );
    return [{ path: rule.path, goal: "acts", isReached: acted.has(rule.path) }, ...branches];
  });
}
