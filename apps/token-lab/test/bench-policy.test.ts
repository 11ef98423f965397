// Which edited policies does the bench evaluate, and what does it compare?
import { type PolicySnapshot, policySnapshot } from "@claimsmith/claims-policy";
import { comparePolicies } from "@claimsmith/claims-policy/plan";
import { describe, expect, it } from "vitest";
import { startForm, withWho } from "../src/bench/bench-form.ts";
import { ON_THE_BENCH, planRequest } from "../src/bench/plan-request.ts";
import { policyText, readPolicyText } from "../src/bench/policy-text.ts";
import { environmentOf, PERSONAS, TODAYS_POLICY } from "../src/bench/todays-policy.ts";
import { HERE, PEOPLE, SHOP } from "./bench-shop.ts";

const shop = await policySnapshot(SHOP);
const edited = (edit: (policy: Record<string, never>) => void): string => {
  const policy = JSON.parse(policyText(shop));
  edit(policy);
  return JSON.stringify(policy);
};

async function validOf(text: string): Promise<PolicySnapshot> {
  const reading = await readPolicyText(text, shop);
  if (reading.status !== "valid") throw new TypeError(`expected a valid policy, it is ${reading.status}`);
  return reading.snapshot;
}

describe("an edited policy", () => {
  it("is today's whatever its white space and the order of its members", async () => {
    const reordered = JSON.stringify(Object.fromEntries(Object.entries(SHOP).reverse()));
    for (const text of [policyText(shop), reordered]) {
      const reading = await readPolicyText(text, shop);
      expect(reading).toMatchObject({ status: "valid", isTodays: true, snapshot: { hash: shop.hash } });
    }
  });

  it.each([
    ["no JSON", "{", { status: "notJson" }],
    ["no object", "[]", { status: "invalid", issues: [{ code: "WRONG_TYPE", path: "" }] }],
    [
      "two mistakes, told at once",
      edited((policy) => {
        Object.assign(policy, { name: 7, colour: "red" });
      }),
      { status: "invalid", issues: [{ path: "colour" }, { path: "name" }] },
    ],
    [
      "a group that it does not declare",
      edited((policy) => {
        Object.assign(policy, { groups: {} });
      }),
      { status: "invalid" },
    ],
  ])("that is %s is not evaluated", async (_what, text, expected) => {
    const reading = await readPolicyText(text, shop);
    expect(reading).not.toHaveProperty("snapshot");
    expect(reading.status).toBe(expected.status);
    if (reading.status !== "invalid" || !("issues" in expected)) return;
    const paths = reading.issues.map(({ path }) => path).sort();
    expect(paths).toEqual(expected.issues.map(({ path }) => path));
  });

  it("has the hash of its own", async () => {
    const snapshot = await validOf(edited((policy) => Object.assign(policy, { name: "shop2" })));
    expect(snapshot.hash).not.toBe(shop.hash);
  });
});

describe("a comparison", () => {
  const withoutDenial = edited((policy) => Object.assign(policy, { deny: [] }));
  const form = startForm(PEOPLE);
  const subject = { before: shop, form, personas: PEOPLE, environment: HERE };

  it("is of the policies, the personas and one environment, and can be sent to a worker", async () => {
    const after = await validOf(withoutDenial);
    const request = structuredClone(planRequest({ ...subject, after }));
    expect(request.options.environments?.after.settings).toEqual({ shopId: "s-1" });
    const plan = comparePolicies(request.before, request.after, request.options);
    expect(plan.effects.filter(({ direction }) => direction === "widening").length).toBeGreaterThan(0);
    expect([...new Set(plan.personas.map(({ persona }) => persona))]).toEqual(["ann", "robot"]);
  });

  it("shows whoever was made by hand among the personas", async () => {
    const after = await validOf(withoutDenial);
    const attributes = { email: "x@example.com", "custom:plan": "free" };
    const changed = { ...form, facts: { ...form.facts, attributes } };
    for (const byHand of [changed, withWho(form, "user", PEOPLE)]) {
      const { personas } = planRequest({ ...subject, after, form: byHand }).options;
      expect(personas).toHaveProperty(ON_THE_BENCH);
    }
    const { options } = planRequest({ ...subject, after, form: changed });
    const plan = comparePolicies(shop, after, options);
    const own = plan.personas.find(({ persona, grant }) => persona === ON_THE_BENCH && grant === "sdk");
    expect(own).toMatchObject({
      before: { outcome: "refuse", reason: "plan_too_small" },
      after: { outcome: "issue" },
    });
  });

  it("leaves settings open where the environment lacks one of the edited policy's", async () => {
    const settings = { ...SHOP.settings, more: { type: "flag" } };
    const after = await validOf(edited((policy) => Object.assign(policy, { settings })));
    expect(planRequest({ ...subject, after }).options.environments).toBeUndefined();
    const given = { ...form, settings: { more: "true" } };
    const { environments } = planRequest({ ...subject, after, form: given }).options;
    expect(environments?.after.settings).toEqual({ shopId: "s-1", more: true });
    expect(environments?.before.settings).toEqual({ shopId: "s-1" });
  });
});

describe("what the bench starts from", () => {
  it("is the committed policy, as its hash says, with personas", async () => {
    const reading = await readPolicyText(policyText(TODAYS_POLICY), TODAYS_POLICY);
    expect(reading).toMatchObject({ status: "valid", isTodays: true });
    expect(Object.keys(PERSONAS)).toContain("alice");
  });

  it("knows the package's environments, and nothing of another", () => {
    expect(environmentOf("local")).toHaveProperty("settings");
    expect(environmentOf("toString")).toEqual({});
  });
});
