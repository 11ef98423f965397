// Does evaluate decide what the language says? Claims, restrictions, scopes and groups, from JSON vectors.
import { describe, expect, it } from "vitest";
import { type Decision, evaluate, explain, type IssueDecision, parsePolicy } from "../src/index.ts";
import {
  describedDecision,
  type EvaluationVector,
  evaluationVectors,
  expectedDecision,
} from "./evaluation-vectors.ts";
import { factsOf, policyOf } from "./worlds.ts";

/** Rules whose effect an outcome announces; the others act where they do not apply, or not at all. */
const EFFECTS: Readonly<Record<string, string>> = {
  claim: "addClaim",
  suppression: "suppressClaim",
  scope: "addScope",
  "withheld scope": "suppressScope",
};
const REFUSALS: Readonly<Record<string, string>> = {
  refuseMissing: "REQUIRED_CLAIM_MISSING",
  refuseInvalid: "FACT_INVALID",
  refuseFailed: "LOOKUP_FAILED",
};

function decide(vector: EvaluationVector): Decision {
  return evaluate(policyOf(vector), factsOf(vector));
}

function effectPaths({ effects }: IssueDecision, effect: string): string[] {
  return effects.filter((each) => each.effect === effect).map(({ rule }) => rule);
}

describe.each(Object.entries(evaluationVectors))("evaluate, by the vectors of %s", (_file, vectors) => {
  it.each(vectors)("$description", (vector) => {
    expect(describedDecision(decide(vector))).toEqual(expectedDecision(vector));
  });

  it.each(vectors)("decides the same by the policy as JSON: $description", (vector) => {
    const policy = policyOf(vector);
    const again = parsePolicy(JSON.parse(JSON.stringify(policy)));
    expect(again).toEqual(policy);
    expect(evaluate(again, factsOf(vector))).toEqual(decide(vector));
  });

  it.each(vectors)("is explained as it is decided: $description", (vector) => {
    const decision = decide(vector);
    const explained = explain(policyOf(vector), factsOf(vector));
    expect(explained.decision).toEqual(decision);
    if (decision.outcome === "refuse") {
      const refusing = explained.rules.find(({ rule }) => rule === decision.rule);
      const code = refusing && (refusing.outcome === "applied" ? "DENIED" : REFUSALS[refusing.outcome]);
      expect(code ?? (decision.rule === "clients" ? decision.code : undefined)).toBe(decision.code);
      return;
    }
    for (const [about, effect] of Object.entries(EFFECTS)) {
      const applied = explained.rules.filter((rule) => rule.about === about && rule.outcome === "applied");
      const effective = effectPaths(decision, effect).filter(
        (path) => effect !== "suppressScope" || path.startsWith("accessToken.withhold"),
      );
      expect(applied.map(({ rule }) => rule).sort()).toEqual(effective.sort());
    }
    const suppressedScopes = explained.rules.filter(
      (rule) => rule.about === "scope" && rule.outcome !== "applied",
    );
    expect(effectPaths(decision, "suppressScope")).toEqual(
      expect.arrayContaining(suppressedScopes.map(({ rule }) => rule)),
    );
    const leftOut = explained.rules.filter(
      ({ about, outcome }) => about === "claim" && (outcome === "invalid" || outcome === "lookupFailed"),
    );
    expect(leftOut.map(({ rule }) => rule).sort()).toEqual(decision.leftOut.map(({ rule }) => rule).sort());
    expect(explained.rules.filter(({ outcome }) => outcome in REFUSALS)).toEqual([]);
  });
});
