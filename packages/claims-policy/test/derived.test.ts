// What follows from a policy: its event version, pool and token contract. From JSON vectors.
import { describe, expect, it } from "vitest";
import {
  type BlueprintEnvironment,
  eventVersionOf,
  policySnapshot,
  poolBlueprint,
  tokenContract,
} from "../src/index.ts";
import blueprints from "./vectors/blueprint.json?raw";
import contracts from "./vectors/contract.json?raw";
import versions from "./vectors/event-versions.json?raw";
import { factsOf, policyOf, type Vector, vectorsOf } from "./worlds.ts";

interface PathVector extends Vector {
  readonly at: readonly string[];
  readonly expected: unknown;
}

const { settings = {} } = factsOf({ description: "", facts: "ann" });

/** What stands at a path, which must be there; in a list, the item of that name. */
function valueAt(value: unknown, path: PathVector["at"]): unknown {
  return path.reduce((inside, member) => {
    const place = Array.isArray(inside)
      ? Object.fromEntries(inside.map((item: { readonly name: string }) => [item.name, item]))
      : inside;
    if (typeof place !== "object" || place === null || !Object.hasOwn(place, member))
      throw new TypeError(`nothing is called ${member}`);
    return place[member as keyof typeof place];
  }, value);
}

const PLANS = { V1_0: "LITE", V2_0: "ESSENTIALS", V3_0: "ESSENTIALS" } as const;

describe("the event version", () => {
  it.each(vectorsOf<Vector & { readonly expected: keyof typeof PLANS }>(versions))(
    "of $description",
    async (vector) => {
      const policy = policyOf(vector);
      const { expected } = vector;
      expect(eventVersionOf(policy)).toBe(expected);
      expect((await policySnapshot(policy)).eventVersion).toBe(expected);
      const { trigger } = poolBlueprint(policy, {
        settings: vector.patch && "settings" in (vector.patch as object) ? { s: "a" } : {},
      });
      expect(trigger).toEqual({ eventVersion: expected, lowestPlan: PLANS[expected] });
    },
  );
});

describe("the pool blueprint", () => {
  const vectors = vectorsOf<PathVector & { readonly environment?: BlueprintEnvironment }>(blueprints);
  it.each(vectors)("$description", (vector) => {
    const blueprint = poolBlueprint(policyOf(vector), { settings, ...vector.environment });
    expect(valueAt(blueprint, vector.at)).toEqual(vector.expected);
  });

  it.each(vectors)("has no empty read or write list: $description", (vector) => {
    const { clients } = poolBlueprint(policyOf(vector), { settings, ...vector.environment });
    expect(clients.map(({ name }) => name)).toEqual(Object.keys(policyOf(vector).clients));
    for (const { readAttributes, writeAttributes } of clients) {
      expect(readAttributes.length).toBeGreaterThan(0);
      expect(writeAttributes.length).toBeGreaterThan(0);
    }
  });

  it("is not made with settings that do not fit", () => {
    const policy = policyOf({ description: "" });
    expect(() => poolBlueprint(policy)).toThrow(
      expect.objectContaining({
        code: "POLICY_INVALID",
        issues: ["adminRole", "customerRole", "partnerId", "regions"].map((name) =>
          expect.objectContaining({ code: "SETTING_MISSING", path: `settings.${name}` }),
        ),
      }),
    );
  });
});

describe("the token contract", () => {
  it.each(vectorsOf<PathVector>(contracts))("$description", async (vector) => {
    const contract = tokenContract(await policySnapshot(policyOf(vector)));
    expect(valueAt(contract, vector.at)).toEqual(vector.expected);
  });

  it("carries the hash of its policy and is plain data", async () => {
    const snapshot = await policySnapshot(policyOf({ description: "" }));
    const contract = tokenContract(snapshot);
    expect(contract.policyHash).toBe(snapshot.hash);
    expect(JSON.parse(JSON.stringify(contract))).toEqual(contract);
  });
});
