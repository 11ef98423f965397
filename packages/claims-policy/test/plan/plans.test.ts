// Does a plan say of each hand-written change what it does, and nothing else?
import { describe, expect, it } from "vitest";
import { parsePolicy, policySnapshot } from "../../src/index.ts";
import { comparePolicies, type PlanEnvironment, type PolicyPlan } from "../../src/plan/index.ts";
import { patched } from "../worlds.ts";
import text from "./vectors/plans.json?raw";

interface Vector {
  readonly description: string;
  readonly before?: unknown;
  readonly after: unknown;
  readonly environments?: { readonly before: PlanEnvironment; readonly after: PlanEnvironment };
  readonly effects: readonly string[];
  readonly values?: Readonly<Record<string, unknown>>;
  readonly structural: readonly string[];
  readonly undeployable?: readonly string[];
  readonly known?: unknown;
}

const { base, vectors } = JSON.parse(text) as { readonly base: unknown; readonly vectors: readonly Vector[] };

const snapshot = async (patch: unknown) => policySnapshot(parsePolicy(patched(base, patch)));

async function planOf({ before, after, environments }: Vector): Promise<PolicyPlan> {
  const options = environments === undefined ? {} : { environments };
  return comparePolicies(await snapshot(before), await snapshot(after), options);
}

const idOf = ({ direction, id }: { readonly direction: string; readonly id: string }) => `${direction} ${id}`;

/** The members that are not empty. */
const known = (facts: object) =>
  Object.fromEntries(
    Object.entries(facts).filter(([, members]) => Object.keys(members as object).length > 0),
  );

describe("a plan of a hand-written change", () => {
  it.each(vectors)("$description", async (vector) => {
    const { effects, structural, undeployable } = await planOf(vector);
    const values = effects.flatMap((effect) =>
      effect.values === undefined ? [] : [[idOf(effect), effect.values]],
    );
    expect({
      effects: effects.map(idOf),
      values: Object.fromEntries(values),
      structural: structural.map((change) =>
        change.shownBy === undefined
          ? idOf(change)
          : `${idOf(change)}, shown by ${change.shownBy.join(", ")}`,
      ),
      undeployable: undeployable.map(({ code, path }) => `${code} ${path}`),
      known: effects[0] && known(effects[0].counterexample.known),
    }).toEqual({
      effects: vector.effects,
      values: vector.values ?? {},
      structural: vector.structural,
      undeployable: vector.undeployable ?? [],
      known: vector.known,
    });
  });

  it("shows between them every kind of effect in both directions, and every kind of change of a declaration", () => {
    const kinds = (all: readonly string[]) => [...new Set(all.map((entry) => entry.split(":")[0]))].sort();
    const both = (names: readonly string[]) =>
      names.flatMap((name) => [`widening ${name}`, `narrowing ${name}`]);
    const effects = both(["tokens", "scope", "group", "role", "preferredRole", "claim", "value"]);
    expect(kinds(vectors.flatMap((vector) => vector.effects))).toEqual(["changed value", ...effects].sort());
    const structural = kinds(vectors.flatMap((vector) => vector.structural)).filter((kind) =>
      kind?.startsWith("widening"),
    );
    expect(structural).toEqual(
      [
        ...["allowedOrigin", "asserted", "callbackUrl", "clientScope", "clientSecret", "deny", "environment"],
        ...["identityProvider", "lifetime", "logoutUrl", "lookupKey", "mappedAttribute", "reads", "required"],
        ...["signIn", "wasWritable", "withhold", "writes"],
      ].map((name) => `widening ${name}`),
    );
  });
});

describe("the approvals of a plan", () => {
  const looser = vectors.find(({ description }) => description === "a scope's condition is loosened");
  const planWith = async (...approvals: readonly string[]) => {
    const { after } = looser ?? {};
    const given = approvals.map((id) => ({ id, reason: "asked for by the shop" }));
    return comparePolicies(await snapshot(undefined), await snapshot(after), { approvals: given });
  };

  it("leave what nobody approved", async () => {
    expect((await planWith()).unapproved).toEqual(["scope:orders/write:web"]);
  });

  it("take what they name out of it, with its reason", async () => {
    const { unapproved, approved, unusedApprovals } = await planWith("scope:orders/write:web");
    expect({ unapproved, approved, unusedApprovals }).toEqual({
      unapproved: [],
      approved: [{ id: "scope:orders/write:web", reason: "asked for by the shop" }],
      unusedApprovals: [],
    });
  });

  it("are told apart from those that approve nothing", async () => {
    const { unapproved, unusedApprovals } = await planWith("scope:orders/read:web");
    expect({ unapproved, unusedApprovals }).toEqual({
      unapproved: ["scope:orders/write:web"],
      unusedApprovals: ["scope:orders/read:web"],
    });
  });

  it("are not asked for what an effect shows already", async () => {
    const noDenial = vectors.find(({ description }) => description === "a denial goes");
    const plan = await planOf(noDenial as Vector);
    expect(plan.structural.map(({ id }) => id)).toEqual(["deny:user:account_suspended"]);
    expect(plan.unapproved).toEqual(["tokens:web"]);
  });
});
