// Is there one text and one hash for one policy?
import { describe, expect, it } from "vitest";
import { evaluablePart } from "../src/evaluator.ts";
import {
  canonicalJson,
  evaluate,
  parsePolicy,
  parseSnapshot,
  policyHash,
  policySnapshot,
  snapshotText,
} from "../src/index.ts";
import { evaluationVectors } from "./evaluation-vectors.ts";
import canonical from "./vectors/canonical-json.json?raw";
import { factsOf, policyOf, type Vector, vectorsOf } from "./worlds.ts";

const shop = policyOf({ description: "" });
const vectors = Object.values(evaluationVectors).flat();

/** The same data with the members of every object the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

describe("canonicalJson", () => {
  it.each(vectorsOf<Vector & { readonly value: unknown; readonly expected: string }>(canonical))(
    "$description",
    ({ value, expected }) => {
      expect(canonicalJson(value)).toBe(expected);
      expect(canonicalJson(reversed(value))).toBe(expected);
    },
  );

  it("leaves out members that are undefined", () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
  });
});

describe("policyHash", () => {
  it("is the same wherever it is computed", async () => {
    expect(await policyHash(parsePolicy({ name: "p", clients: {} }))).toBe("d5d0bdce3ac6");
  });

  it("does not depend on the order of members", async () => {
    expect(await policyHash(parsePolicy(reversed(shop)))).toBe(await policyHash(shop));
  });

  it.each(vectors)("is one for one policy: $description", async (vector) => {
    const policy = policyOf(vector);
    const hash = await policyHash(policy);
    expect(hash).toMatch(/^[0-9a-f]{12}$/);
    const isShop = canonicalJson(policy) === canonicalJson(shop);
    expect(hash === (await policyHash(shop))).toBe(isShop);
  });
});

describe("snapshotText", () => {
  it("has sorted keys, one member a line and a line break at its end", async () => {
    const text = snapshotText(await policySnapshot(parsePolicy({ name: "p", clients: {} })));
    expect(text).toBe(
      '{\n  "eventVersion": "V1_0",\n  "format": 1,\n  "hash": "d5d0bdce3ac6",\n  "policy": {\n    "clients": {},\n    "name": "p"\n  }\n}\n',
    );
  });

  it("is the same for policies that differ in the order of members only", async () => {
    const other = snapshotText(await policySnapshot(parsePolicy(reversed(shop))));
    expect(other).toBe(snapshotText(await policySnapshot(shop)));
  });

  it.each(vectors)("keeps every decision: $description", async (vector) => {
    const policy = policyOf(vector);
    const snapshot = JSON.parse(snapshotText(await policySnapshot(policy)));
    expect(snapshot.policy).toEqual(policy);
    expect(evaluate(snapshot.policy, factsOf(vector))).toEqual(evaluate(policy, factsOf(vector)));
  });
});

describe("parseSnapshot", () => {
  const written = async () => JSON.parse(snapshotText(await policySnapshot(shop)));

  it("gives back what was written", async () => {
    expect(await parseSnapshot(await written())).toEqual(await policySnapshot(shop));
  });

  const stale: readonly (readonly [string, object, readonly string[]])[] = [
    ["a hash of another policy", { hash: "000000000000" }, ["hash: SNAPSHOT_STALE"]],
    [
      "an event version that the policy does not have",
      { eventVersion: "V1_0" },
      ["eventVersion: SNAPSHOT_STALE"],
    ],
    ["another format", { format: 2 }, [": WRONG_TYPE"]],
    ["a policy that has issues", { policy: { name: "p" } }, ["clients: MISSING"]],
  ];
  it.each(stale)("refuses %s", async (_, change, expected) => {
    const thrown = await parseSnapshot({ ...(await written()), ...change }).catch((error) => error);
    expect(thrown).toMatchObject({ name: "PolicyError", code: "POLICY_INVALID" });
    expect(thrown.issues.map(({ path, code }: { path: string; code: string }) => `${path}: ${code}`)).toEqual(
      expected,
    );
  });
});

describe("accepted findings", () => {
  const accept = [{ lint: "ADMIN_SCOPE_CARRIED", at: "clients.web", reason: "the page calls it" }];

  it("are part of the policy and of its hash, in the order in which they stand", async () => {
    const accepting = parsePolicy({ ...shop, accept });
    expect(accepting.accept).toEqual(accept);
    expect(parsePolicy(JSON.parse(canonicalJson(accepting)))).toEqual(accepting);
    expect(await policyHash(accepting)).not.toBe(await policyHash(shop));
  });

  it("are not part of what a trigger evaluates", () => {
    expect(evaluablePart(parsePolicy({ ...shop, accept }))).toEqual(evaluablePart(shop));
  });
});
