// What holds for plans, whatever the two policies?
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventVersionOf, type PolicySnapshot, parsePolicy } from "../../src/index.ts";
import { comparePolicies, type PolicyPlan } from "../../src/plan/index.ts";
import { policyDocument } from "../policy-arbitraries.ts";

const snapshot = policyDocument.map((document): PolicySnapshot => {
  const policy = parsePolicy(document);
  return { format: 1, hash: "0123456789ab", eventVersion: eventVersionOf(policy), policy };
});

const RUNS = { numRuns: 100 };
const TIME = { timeout: 240_000 };

const idsOf = ({ effects }: PolicyPlan, direction: string) =>
  effects
    .filter((effect) => effect.direction === direction)
    .flatMap(({ id, with: others = [] }) => [id, ...others.map((other) => `${other} with tokens`)])
    .sort();

describe("a plan, whatever the policies,", () => {
  it("is plain data, and the same again: no counterexample fails on real tokens", TIME, () => {
    fc.assert(
      fc.property(snapshot, snapshot, (before, after) => {
        const plan = comparePolicies(before, after);
        expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
        expect(comparePolicies(before, after)).toEqual(plan);
      }),
      RUNS,
    );
  });

  it("widens by what the way back narrows", TIME, () => {
    fc.assert(
      fc.property(snapshot, snapshot, (before, after) => {
        const [there, back] = [comparePolicies(before, after), comparePolicies(after, before)];
        expect(idsOf(there, "widening")).toEqual(idsOf(back, "narrowing"));
        expect(idsOf(there, "changed")).toEqual(idsOf(back, "changed"));
      }),
      RUNS,
    );
  });

  it("says nothing of a policy that stays as it is", TIME, () => {
    fc.assert(
      fc.property(snapshot, (policy) => {
        const { effects, structural, undeployable, unapproved } = comparePolicies(policy, policy);
        expect({ effects, structural, undeployable, unapproved }).toEqual({
          effects: [],
          structural: [],
          undeployable: [],
          unapproved: [],
        });
      }),
      RUNS,
    );
  });
});
