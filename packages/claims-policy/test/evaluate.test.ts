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

const REFUSALS: Readonly<Record<string, string>> = {
  refuseMissing: "REQUIRED_CLAIM_MISSING",
  refuseInvalid: "FACT_INVALID",
  refuseFailed: "LOOKUP_FAILED",
};

function decide(vector: EvaluationVector): Decision {
  return evaluate(policyOf(vector), factsOf(vector));
}

/** What the decision did to each token, in the order and the words of the explanation. */
function decided({ idToken, accessToken }: IssueDecision): Readonly<Record<string, readonly string[]>> {
  return {
    "claim of id": Object.keys(idToken.claims),
    "claim of access": Object.keys(accessToken.claims),
    "suppression of id": idToken.suppress,
    "suppression of access": accessToken.suppress,
  };
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
    const told = (about: string, isApplied: boolean) =>
      explained.rules.filter((rule) => rule.about === about && (rule.outcome === "applied") === isApplied);
    for (const [what, names] of Object.entries(decided(decision))) {
      const [about = "", token] = what.split(" of ");
      const applied = told(about, true).filter((rule) => rule.token === token);
      expect(applied.map(({ name }) => name).sort()).toEqual([...names].sort());
    }
    const { scopesToAdd, scopesToSuppress } = decision.accessToken;
    const granted = told("scope", true).map(({ name }) => name);
    expect(granted).toEqual(expect.arrayContaining([...scopesToAdd]));
    const taken = [...told("scope", false), ...told("withheld scope", true)].map(({ name }) => name);
    expect(taken.sort()).toEqual([...scopesToSuppress].sort());
    const leftOut = explained.rules.filter(
      ({ about, outcome }) => about === "claim" && (outcome === "invalid" || outcome === "lookupFailed"),
    );
    expect(leftOut.map(({ rule }) => rule).sort()).toEqual(decision.leftOut.map(({ rule }) => rule).sort());
    expect(explained.rules.filter(({ outcome }) => outcome in REFUSALS)).toEqual([]);
  });
});
