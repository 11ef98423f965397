// Is everything looked up that a decision depends on, and nothing else?
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { INVALID, plannedLookups } from "../src/evaluator.ts";
import { evaluate, type Facts, parsePolicy } from "../src/index.ts";
import { facts } from "./facts-arbitraries.ts";
import { policyDocument } from "./policy-arbitraries.ts";
import planned from "./vectors/planned-lookups.json?raw";
import { factsOf, policyOf, type Vector, vectorsOf } from "./worlds.ts";

interface PlannedVector extends Vector {
  /** Look-up → the key, or the result of one that is not asked; INVALID stands for the symbol. */
  readonly planned: Readonly<Record<string, unknown>>;
}

const CLIENT_ID = "7client0id";

/** The plan as an object, with the symbol as text. */
function describedPlan(policy: ReturnType<typeof parsePolicy>, given: Facts): unknown {
  const plan = Object.fromEntries(plannedLookups(policy, given, CLIENT_ID));
  return JSON.parse(JSON.stringify(plan, (_, value) => (value === INVALID ? "INVALID" : value)));
}

describe("plannedLookups", () => {
  it.each(vectorsOf<PlannedVector>(planned))("$description", (vector) => {
    expect(describedPlan(policyOf(vector), factsOf(vector))).toEqual(vector.planned);
  });

  it("does not look at results that are there already", () => {
    const [vector] = vectorsOf<PlannedVector>(planned);
    if (vector === undefined) throw new TypeError("there are no vectors");
    const given = { ...factsOf(vector), lookups: { membership: { status: "missing" } } } as const;
    expect(describedPlan(policyOf(vector), given)).toEqual(vector.planned);
  });

  it("names all that a decision depends on: with it alone the same is decided, whatever policy and facts", () => {
    let fewer = 0;
    fc.assert(
      fc.property(policyDocument, facts, (document, given) => {
        const policy = parsePolicy(document);
        const plan = plannedLookups(policy, given, CLIENT_ID);
        const all = Object.entries(given.lookups ?? {});
        const lookups = Object.fromEntries(all.filter(([name]) => plan.has(name)));
        if (plan.size > 0 && Object.keys(lookups).length < all.length) fewer += 1;
        expect(evaluate(policy, { ...given, lookups })).toEqual(evaluate(policy, given));
      }),
      { numRuns: 500 },
    );
    expect(fewer).toBeGreaterThan(0);
  });
});
