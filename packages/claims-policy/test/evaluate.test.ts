// Does evaluate decide what the language says? Claims, restrictions, scopes and groups, from JSON vectors.
import { describe, expect, it } from "vitest";
import { type Decision, evaluate, explain, parsePolicy } from "../src/index.ts";
import { disagreements } from "./disagreements.ts";
import {
  describedDecision,
  type EvaluationVector,
  evaluationVectors,
  expectedDecision,
} from "./evaluation-vectors.ts";
import { factsOf, policyOf } from "./worlds.ts";

function decide(vector: EvaluationVector): Decision {
  return evaluate(policyOf(vector), factsOf(vector));
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
    const policy = policyOf(vector);
    const explanation = explain(policy, factsOf(vector));
    expect(explanation.decision).toEqual(decide(vector));
    expect(disagreements(explanation, policy)).toEqual([]);
  });
});

describe("what is held against an explanation", () => {
  it("is every rule of the decision", () => {
    const policy = parsePolicy({
      name: "p",
      clients: { web: { kind: "browser", scopes: [] } },
      accessToken: { claims: { a: { from: { source: "constant", value: 1 } } }, suppress: { b: {} } },
    });
    const explanation = explain(policy, {
      kind: "user",
      client: "web",
      scopes: [],
      groups: [],
      attributes: {},
    });
    const wrong = explanation.rules.map((rule) => ({ ...rule, outcome: "conditionFalse" as const }));
    expect(disagreements({ ...explanation, rules: wrong }, policy)).toEqual(wrong.map(({ rule }) => rule));
    expect(wrong).toHaveLength(2);
  });
});
