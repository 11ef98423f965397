// Is each condition what the logic says? Truth tables, comparisons, `or` and maps, from JSON vectors.
import { describe, expect, it } from "vitest";
import { conditionTest } from "../src/evaluation/test-condition.ts";
import { FAILED_LOOKUP, FALSE, INVALID_FACT, TRUE, UNKNOWN } from "../src/evaluation/truth.ts";
import { type Condition, explain, validate } from "../src/index.ts";
import text from "./vectors/conditions.json?raw";
import { factsOf, policyInput, policyOf, type Vector, vectorsOf } from "./worlds.ts";

interface ConditionVector extends Vector {
  readonly condition: Condition;
  readonly expected: keyof typeof TRUTHS;
}

const TRUTHS = {
  false: FALSE,
  true: TRUE,
  unknown: UNKNOWN,
  invalid: INVALID_FACT,
  failed: FAILED_LOOKUP,
} as const;

const vectors = vectorsOf<ConditionVector>(text);
const TESTED = "is isNot isLessThan isAtMost isGreaterThan isAtLeast isOneOf has all any not".split(" ");

describe("a condition", () => {
  it.each(vectors)("$description", (vector) => {
    const test = conditionTest(vector.condition, policyOf(vector));
    expect(test(factsOf(vector))).toBe(TRUTHS[vector.expected]);
  });

  it.each(vectors)("grants a claim only where it is true: $description", (vector) => {
    const claims = { granted: { from: { source: "constant", value: true }, when: vector.condition } };
    const picture = vector.facts === "bot" ? "machineToken" : "accessToken";
    const input = policyInput({ ...vector, patch: { [picture]: { claims } } });
    // What only some facts make possible (an untrusted attribute, a fact of people on a machine) is another test's matter.
    const other = ["UNTRUSTED_CLAIM", "PERSON_FACT_ON_MACHINE"];
    expect(validate(input).filter(({ code }) => !other.includes(code))).toEqual([]);
    const { rules } = explain(input as ReturnType<typeof policyOf>, factsOf(vector));
    const outcome = rules.find(({ name }) => name === "granted")?.outcome;
    expect(outcome).toBe(
      {
        true: "applied",
        false: "conditionFalse",
        unknown: "conditionUnknown",
        invalid: "invalid",
        failed: "refuseFailed",
      }[vector.expected],
    );
  });

  it.each(TESTED)("has vectors for %s with every outcome that it can have", (test) => {
    const seen = new Set(
      vectors.filter(({ condition }) => condition.test === test).map(({ expected }) => expected),
    );
    expect([...seen].sort()).toEqual(
      (test === "has"
        ? ["failed", "false", "invalid", "true"]
        : ["failed", "false", "invalid", "true", "unknown"]
      ).sort(),
    );
  });
});
