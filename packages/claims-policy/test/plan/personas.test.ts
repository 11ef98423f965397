// Is what a persona gains or loses told in full, with its rule, and proved as well?
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Persona, type PolicySnapshot, parsePolicy, policySnapshot } from "../../src/index.ts";
import { comparePolicies, type PersonaPlan, type PolicyPlan } from "../../src/plan/index.ts";
import { patched } from "../worlds.ts";
import { policyPair } from "./small-policies.ts";
import text from "./vectors/plans.json?raw";

const { base } = JSON.parse(text) as { readonly base: unknown };
const snapshot = async (patch: unknown): Promise<PolicySnapshot> =>
  policySnapshot(parsePolicy(patched(base, patch)));

const ann: Persona = {
  kind: "user",
  about: "of the staff",
  clients: ["web"],
  groups: ["STAFF"],
  attributes: { email: "ann@example.org", "custom:company": "c-1", locale: "en-GB", name: "Ann" },
  lookups: { membership: { plan: "pro" } },
};
const bot: Persona = { kind: "machine", about: "a machine", client: "bot" };
const settings = { staffRole: "arn:aws:iam::111122223333:role/staff", partner: "p-1" };
const environments = { before: { settings }, after: { settings } };

async function personasOf(after: unknown, before?: unknown): Promise<readonly PersonaPlan[]> {
  const sides = [await snapshot(before), await snapshot(after)] as const;
  return comparePolicies(...sides, { personas: { ann, bot }, environments }).personas;
}

const inShort = ({ changes }: Pick<PersonaPlan, "changes">) =>
  changes.map(({ direction, change, id, rule }) =>
    [direction, change, id, `${rule?.policy} ${rule?.path}`].join(" | "),
  );

describe("the plan of a persona", () => {
  it("has a row for each client and grant, with sizes in bytes as issued", async () => {
    const plans = await personasOf({});
    expect(plans.map(({ persona, client, grant, changes }) => [persona, client, grant, changes])).toEqual([
      ["ann", "web", "sdk", []],
      ["ann", "web", "hosted", []],
      ["ann", "web", "refresh", []],
      ["bot", "bot", "machine", []],
    ]);
    for (const { before, after, grant } of plans) {
      expect(before).toEqual(after);
      const isMachine = grant === "machine";
      expect(before).toEqual({
        outcome: "issue",
        sizes: { accessBytes: expect.any(Number), ...(!isMachine && { idBytes: expect.any(Number) }) },
      });
    }
  });

  const cases = [
    {
      says: "a scope that is gained, by the rule that draws it",
      before: { accessToken: { scopes: null } },
      after: {},
      rows: ["widening | gained | scope:orders/write:web | after accessToken.scopes.orders/write"],
    },
    {
      says: "a scope that is lost, by the rule whose condition fails now",
      after: { accessToken: { scopes: { "orders/write": { when: { test: "inGroup", group: "ADMINS" } } } } },
      rows: ["narrowing | lost | scope:orders/write:web | after accessToken.scopes.orders/write"],
    },
    {
      says: "a scope that is lost with its rule",
      after: { accessToken: { scopes: null } },
      rows: ["narrowing | lost | scope:orders/write:web | before accessToken.scopes.orders/write"],
    },
    {
      says: "a claim that a suppression takes",
      after: { accessToken: { suppress: { company: {} } } },
      rows: ["narrowing | lost | claim:access:company:web | after accessToken.suppress.company"],
    },
    {
      says: "a claim that comes back without its suppression",
      after: { idToken: null },
      rows: ["widening | gained | claim:id:email:web | before idToken.suppress.email"],
    },
    {
      says: "a value that was not to be had",
      after: { accessToken: { claims: { country: { from: { steps: [{ map: { "en-GB": "gb" } }] } } } } },
      rows: ["widening | changed | value:access:country:web | after accessToken.claims.country"],
    },
    {
      says: "a group and its role that are dropped",
      after: { groupOverride: { drop: { STAFF: {} } } },
      rows: [
        "narrowing | lost | group:STAFF:web | after groupOverride.drop.STAFF",
        "narrowing | lost | role:arn:aws:iam::111122223333:role/staff:web | after groups.STAFF.role",
        "narrowing | lost | preferredRole:arn:aws:iam::111122223333:role/staff:web | after groups.STAFF.role",
        "narrowing | lost | group:STAFF:web | after groupOverride.drop.STAFF",
      ],
    },
  ];
  it.each(cases)("tells of $says", async ({ before, after, rows }) => {
    const [sdk] = await personasOf(after, before);
    expect(inShort(sdk as PersonaPlan)).toEqual(rows);
  });

  it("says that tokens are refused, by which rule, and that all on them is gone", async () => {
    const deny = [{ when: { test: "inGroup", group: "STAFF" }, reason: "no_staff" }];
    const [sdk] = await personasOf({ deny });
    expect(sdk?.after).toEqual({ outcome: "refuse", code: "DENIED", rule: "deny[0]", reason: "no_staff" });
    expect(inShort(sdk as PersonaPlan)[0]).toBe("narrowing | lost | tokens:web | after deny[0]");
    expect(sdk?.changes.map(({ change }) => change)).not.toContain("gained");
    expect(sdk?.changes.map(({ id }) => id)).toContain("scope:orders/write:web");
  });

  it("says that there is no such client", async () => {
    const plans = await personasOf({ clients: { bot: null }, machineToken: null });
    expect(plans.find(({ persona }) => persona === "bot")?.after).toEqual({ outcome: "unavailable" });
  });
});

describe("every change of a persona's tokens, whatever the policies,", () => {
  const personas: Readonly<Record<string, Persona>> = {
    ann: {
      kind: "user",
      about: "in a group",
      clients: ["web", "kiosk"],
      groups: ["A"],
      attributes: {
        email: "ann@example.org",
        "custom:company": "c1",
        "custom:status": "active",
        "custom:level": "1",
      },
    },
    ben: {
      kind: "user",
      about: "in another",
      clients: ["web"],
      groups: ["B", "FEDERATED"],
      attributes: { email: "ben@example.org", "custom:status": "suspended" },
    },
    bot: { kind: "machine", about: "a machine", client: "bot", metadata: { note: "hi" } },
  };

  /** An undeclared group is proved once for all of them. A claim that moves for one may have new values for another. */
  const proved = ({ effects }: PolicyPlan, direction: string) =>
    effects
      .filter((effect) => direction === "changed" || effect.direction === direction)
      .flatMap((effect) => [effect.id, ...(effect.with ?? [])])
      .map((id) => id.replace("group:UNDECLARED:", "group:FEDERATED:"));

  it("is proved in general, with the same direction", () => {
    fc.assert(
      fc.property(policyPair, ({ before, after }) => {
        const sides = [before, after].map(
          (policy, index): PolicySnapshot => ({
            format: 1,
            hash: `${index}`.repeat(12),
            eventVersion: "V3_0",
            policy: parsePolicy(policy),
          }),
        ) as [PolicySnapshot, PolicySnapshot];
        const known = { settings: { tier: "x" } };
        const plan = comparePolicies(...sides, { personas, environments: { before: known, after: known } });
        const isSettled = ({ before: had, after: has }: PersonaPlan) =>
          had.outcome !== "unavailable" && has.outcome !== "unavailable";
        // Through the API people have the whole ID token anyway, so what a hosted login of the same client shows of it, and of groups, proves nothing.
        const changes = plan.personas.filter(isSettled).flatMap(({ client, grant, changes: all }) => {
          if (client !== "web" || grant === "sdk") return all;
          return grant === "hosted"
            ? all.filter(({ token, about }) => token === "access" && about !== "group")
            : [];
        });
        for (const { id, direction } of changes) expect(proved(plan, direction)).toContain(id);
      }),
      { numRuns: 150 },
    );
  });
});
