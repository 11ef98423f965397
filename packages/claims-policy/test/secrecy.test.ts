// Does any value of a fact, a setting or a policy's user appear where it should not?
import { describe, expect, it } from "vitest";
import { evaluate, explain, type Facts } from "../src/index.ts";
import { evaluationVectors } from "./evaluation-vectors.ts";
import { factsOf, policyOf } from "./worlds.ts";

const CANARY = "canary-5d1e";

/** The facts with a canary for every value that somebody outside could have written. */
function withCanaries(value: unknown, name = ""): unknown {
  if (["kind", "client", "status"].includes(name)) return value;
  if (typeof value === "string") return CANARY;
  if (Array.isArray(value)) return [...value, CANARY];
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withCanaries(member, key)]));
}

describe.each(Object.entries(evaluationVectors))("by the vectors of %s", (_file, vectors) => {
  it.each(vectors)("no fact's value is in an explanation or a refusal: $description", (vector) => {
    const policy = policyOf(vector);
    const facts = withCanaries(factsOf(vector)) as Facts;
    expect(JSON.stringify(facts)).toContain(CANARY);
    expect(JSON.stringify(explain(policy, facts).rules)).not.toContain(CANARY);
    const decision = evaluate(policy, facts);
    if (decision.outcome === "refuse") expect(JSON.stringify(decision)).not.toContain(CANARY);
    else expect(JSON.stringify(decision.leftOut)).not.toContain(CANARY);
  });

  it.each(vectors)("no value that a rule drew is in its explanation: $description", (vector) => {
    const facts = factsOf(vector);
    const values = ["c-7", "u-1", "ann@example.org", "tablet", "nightly", "0123456789ab"];
    const told = JSON.stringify(explain(policyOf(vector), facts).rules);
    expect(values.filter((value) => told.includes(`"${value}"`))).toEqual([]);
  });
});

describe("an explanation", () => {
  it("tells what decided in words of the policy", () => {
    const policy = policyOf({
      description: "",
      patch: {
        accessToken: {
          claims: {
            level: {
              from: { source: "attribute", name: "custom:level", steps: [{ or: 0 }] },
              when: {
                test: "all",
                conditions: [
                  { test: "inGroup", group: "EVERYONE" },
                  { test: "is", of: { source: "attribute", name: "custom:status" }, value: "active" },
                  {
                    test: "not",
                    condition: { test: "is", of: { source: "attribute", name: "custom:vip" }, value: true },
                  },
                  { test: "has", of: { source: "lookup", name: "membership", field: "plan" } },
                ],
              },
              onLookupFailure: "omit",
            },
          },
        },
      },
    });
    const facts = factsOf({
      description: "",
      factsPatch: {
        attributes: { "custom:status": null, "custom:vip": "maybe" },
        lookups: { membership: { status: "failed", fields: null } },
      },
    });
    const because = [
      {
        condition: "in group EVERYONE",
        redacted: "in group EVERYONE",
        value: "true",
        decisive: false,
      },
      {
        condition: 'attribute custom:status is "active"',
        redacted: "attribute custom:status is (hidden)",
        value: "absent",
        decisive: true,
      },
      {
        condition: "attribute custom:vip is true",
        redacted: "attribute custom:vip is (hidden)",
        value: "invalid",
        decisive: true,
      },
      {
        condition: "has look-up membership.plan",
        redacted: "has look-up membership.plan",
        value: "failed",
        decisive: true,
      },
    ];
    expect(explain(policy, facts).rules).toEqual([
      {
        rule: "accessToken.claims.level",
        about: "claim",
        token: "access",
        name: "level",
        outcome: "lookupFailed",
        from: "attribute custom:level or 0",
        because,
      },
    ]);
  });
});
