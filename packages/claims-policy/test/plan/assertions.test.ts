// Are assertions proved right, and refused where they name what there is not? FUZZ_RUNS=10000 tries that many policies against brute force.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conditionTest } from "../../src/evaluation/test-condition.ts";
import { TRUE } from "../../src/evaluation/truth.ts";
import {
  type AssertedOutcome,
  type Assertion,
  all,
  attribute,
  type Condition,
  claim,
  client,
  defineAssertions,
  group,
  has,
  inGroup,
  is,
  isClient,
  lookedUp,
  never,
  not,
  type Policy,
  parsePolicy,
  role,
  scope,
  scopeRequested,
  setting,
  validateAssertions,
} from "../../src/index.ts";
import { checkAssertions } from "../../src/plan/index.ts";
import { patched } from "../worlds.ts";
import { allowedScopes, countOf, everyWorld, factsOf, type Seen, seenIn, sizeOf } from "./brute-force.ts";
import { type FactKind, policyPair } from "./small-policies.ts";
import text from "./vectors/plans.json?raw";

declare const process: { readonly env: Readonly<Record<string, string | undefined>> };
/** Few, and the same in every run, so that a change is judged by what it changes. `pnpm proof` tries 300; other runs are given on demand. */
const { FUZZ_RUNS = "40", FUZZ_SEED = FUZZ_RUNS === "40" ? "2026" : undefined } = process.env;
const RUNS = { numRuns: Number(FUZZ_RUNS), ...(FUZZ_SEED !== undefined && { seed: Number(FUZZ_SEED) }) };

const { base } = JSON.parse(text) as { readonly base: unknown };
const policy = (patch?: unknown): Policy => parsePolicy(patched(base, patch));
const admin = "arn:aws:iam::111122223333:role/admin";

describe("an assertion", () => {
  const stayed = all(has(attribute("locale")), inGroup("STAFF"));
  const holding: readonly (readonly [string, Assertion])[] = [
    ["a scope that only its group gets", never(scope("orders/write")).unless(inGroup("STAFF"))],
    ["a claim that the client's tokens never carry", never(client("web"), claim("partner"))],
    ["a claim on the one token and not on the other", never(claim("company", { token: "id" }))],
    ["a group that is not kept", never(group("GUESTS")).unless(not(inGroup("ADMINS")))],
    ["a role", never(role(admin)).unless(inGroup("ADMINS"))],
    ["a role by its setting", never(role(setting("staffRole"))).unless(inGroup("STAFF"))],
    ["a scope that is withheld", never(scope("aws.cognito.signin.user.admin"))],
    ["a scope that no machine may ask for", never(client("bot"), scope("orders/write"))],
    ["two outcomes together", never(claim("country"), scope("orders/write")).unless(stayed)],
  ];

  it("holds of an added group for machines, which rules about groups are not for", () => {
    const of = parsePolicy({
      name: "added",
      groups: { ADDED: {} },
      resourceServers: { orders: { scopes: { read: "Read" } } },
      clients: { bot: { kind: "machine", scopes: ["orders/read"] } },
      groupOverride: { add: { ADDED: {} } },
    });
    expect(checkAssertions(of, [never(group("ADDED"))])).toMatchObject([{ holds: true }]);
  });

  it.each(holding)("holds of %s", (_, assertion) => {
    const results = checkAssertions(policy(), [assertion]);
    expect(results).toEqual([{ assertion, holds: true }]);
  });

  const known = { groups: [], attributes: {}, metadata: {}, scopes: [], settings: {}, lookups: {} };
  const failing: readonly (readonly [string, Assertion, object])[] = [
    [
      "groups",
      never(scope("orders/write")).unless(inGroup("ADMINS")),
      { kind: "user", client: "web", known: { ...known, groups: ["STAFF"] } },
    ],
    [
      "what is asked for",
      never(scope("orders/read")),
      { kind: "machine", client: "bot", known: { ...known, scopes: ["orders/read"] } },
    ],
    [
      "an attribute",
      never(claim("company")),
      { kind: "user", client: "web", known: { ...known, attributes: { "custom:company": "other" } } },
    ],
    [
      "a look-up",
      never(claim("plan")).unless(is(lookedUp("membership", "plan"), "pro")),
      {
        kind: "user",
        client: "web",
        known: {
          ...known,
          groups: ["STAFF"],
          lookups: { membership: { status: "found", fields: { plan: "free" } } },
        },
      },
    ],
    [
      "an absent fact: what is unknown excuses nothing",
      never(client("web")).unless(not(is(attribute("custom:status"), "suspended"))),
      { kind: "user", client: "web", known },
    ],
    ["nothing", never(client("bot"), claim("partner")), { kind: "machine", client: "bot", known }],
  ];

  it.each(failing)("fails with the smallest counterexample, made of %s", (_, assertion, counterexample) => {
    expect(checkAssertions(policy(), [assertion])).toEqual([{ assertion, holds: false, counterexample }]);
  });

  it("reads settings from the environment that is given", () => {
    const assertion = never(client("bot")).unless(not(is(setting("partner"), "blocked")));
    const excused = never(client("bot")).unless(is(setting("partner"), "p-1"));
    const settings = { staffRole: admin, partner: "p-1" };
    expect(checkAssertions(policy(), [assertion, excused]).map(({ holds }) => holds)).toEqual([true, false]);
    expect(checkAssertions(policy(), [excused], { settings })).toEqual([{ assertion: excused, holds: true }]);
  });
});

describe("assertions that name what there is not", () => {
  const wrong: readonly (readonly [string, unknown, string])[] = [
    ["scope", never(scope("orders/delete")), "[0].never[0].scope"],
    ["group", never(group("NOBODY")), "[0].never[0].group"],
    ["client", never(client("web"), client("kiosk")), "[0].never[1].client"],
    ["claim", never(claim("nothing")), "[0].never[0].claim"],
    ["role", never(role("arn:aws:iam::111122223333:role/nobody")), "[0].never[0].role"],
    ["role setting", never(role(setting("partner"))), "[0].never[0].role"],
    ["group in a condition", never(client("web")).unless(inGroup("NOBODY")), "[0].unless"],
    ["client in a condition", never(client("web")).unless(not(isClient("kiosk"))), "[0].unless.condition"],
    ["attribute in a condition", never(client("web")).unless(has(attribute("custom:none"))), "[0].unless.of"],
  ];

  it.each(wrong)("are an issue: an undeclared %s", (_, assertion, path) => {
    const issues = validateAssertions(policy(), [assertion]);
    expect(issues.map((each) => [each.code, each.path])).toEqual([["UNDECLARED", path]]);
  });

  it("are refused before anything is proved", () => {
    const check = () => checkAssertions(policy(), [never(scope("orders/delete"))]);
    expect(check).toThrow(expect.objectContaining({ code: "POLICY_INVALID", issues: [expect.anything()] }));
  });

  it.each([
    ["no list", {}, ["WRONG_TYPE"]],
    ["an unknown member", [{ never: [{ has: "client", client: "web" }], except: 1 }], ["UNKNOWN_KEY"]],
    ["nothing", [{ never: [] }], ["OUT_OF_RANGE"]],
    ["an outcome of no kind", [{ never: [{ has: "luck" }] }], ["WRONG_TYPE"]],
  ])("or are none, are an issue: %s", (_, input, codes) => {
    expect(validateAssertions(policy(), input).map(({ code }) => code)).toEqual(codes);
  });

  it("are refused where they are defined", () => {
    const shop = policy();
    expect(() => defineAssertions(shop, [{ never: [claim("nothing")] }])).toThrow(
      expect.objectContaining({ code: "POLICY_INVALID" }),
    );
    const defined = defineAssertions(shop, [never(claim("company")).unless(inGroup("STAFF"))]);
    expect(defined).toEqual([{ never: [claim("company")], unless: inGroup("STAFF") }]);
    expect(Object.isFrozen(defined)).toBe(true);
  });

  it("are plain data: the method that continues them is not part of it", () => {
    expect(JSON.parse(JSON.stringify(never(scope("openid"))))).toEqual({
      never: [{ has: "scope", scope: "openid" }],
    });
  });
});

describe("assertions about any policy", () => {
  const arn = "arn:aws:iam::111122223333:role/a";
  const outcome: fc.Arbitrary<AssertedOutcome> = fc.constantFrom<AssertedOutcome>(
    scope("openid"),
    scope("orders/list"),
    scope("aws.cognito.signin.user.admin"),
    group("A"),
    group("B"),
    role(arn),
    claim("custom:company"),
    claim("custom:company", { token: "id" }),
    claim("cognito:groups", { token: "access" }),
    client("web"),
    client("kiosk"),
    client("bot"),
  );
  /** What excuses, by the fact that it reads. */
  const EXCUSES: Partial<Record<FactKind, readonly Condition[]>> = {
    groups: [inGroup("A"), not(inGroup("B"))],
    status: [is(attribute("custom:status"), "active"), not(has(attribute("custom:status")))],
    company: [has(attribute("custom:company")), is(attribute("custom:company"), "c2")],
    plan: [is(lookedUp("membership", "plan"), "gold"), not(is(lookedUp("membership", "plan"), "gold"))],
    tier: [is(setting("tier"), "y")],
    asked: [scopeRequested("openid")],
  };
  const clients = [isClient("web"), not(isClient("web")), all()];
  const excuse = fc
    .constantFrom(
      ...Object.entries(EXCUSES).flatMap(([fact, conditions]) =>
        conditions.map((when) => [fact, when] as const),
      ),
    )
    .map(([fact, unless]): { fact: FactKind | undefined; unless: Condition | undefined } => ({
      fact: fact as FactKind,
      unless,
    }));
  const plain = fc
    .constantFrom(...clients, undefined)
    .map((unless): { fact: FactKind | undefined; unless: Condition | undefined } => ({
      fact: undefined,
      unless,
    }));
  const asserted = fc.record({
    never: fc.uniqueArray(outcome, { minLength: 1, maxLength: 2 }),
    excuse: fc.oneof(excuse, plain),
  });

  it("hold exactly where no world of them all breaks them, and fail with a smallest one", {
    timeout: 60_000 + RUNS.numRuns * 2_000,
  }, () => {
    const seen = { holds: 0, fails: 0 };
    fc.assert(
      fc.property(
        policyPair,
        asserted,
        ({ facts, before }, { never: outcomes, excuse: { fact, unless } }) => {
          const of = parsePolicy(before);
          const assertion: Assertion =
            unless === undefined ? { never: outcomes } : { never: outcomes, unless };
          const read = [...new Set([...facts, ...(fact === undefined ? [] : [fact])])];
          const sizes = ["web", "kiosk", "bot"].flatMap((name) => {
            const scopes = allowedScopes(of, name);
            const kind = name === "bot" ? "machine" : "user";
            return [...everyWorld(kind, { facts: read, policies: [of] }, scopes)]
              .filter((world) => isBroken(of, assertion, factsOf(world, name, scopes)))
              .map((world) => sizeOf(world, scopes));
          });
          const [result] = checkAssertions(of, [assertion]);
          const found = result?.counterexample && countOf(result.counterexample.known);
          expect(found).toBe(
            sizes.length === 0 ? undefined : sizes.reduce((least, size) => Math.min(least, size)),
          );
          expect(result?.holds).toBe(sizes.length === 0);
          seen[result?.holds ? "holds" : "fails"]++;
        },
      ),
      RUNS,
    );
    expect(Math.min(seen.holds, seen.fails)).toBeGreaterThan(RUNS.numRuns / 20);
  });

  function isBroken(
    of: Policy,
    { never: outcomes, unless }: Assertion,
    facts: ReturnType<typeof factsOf>,
  ): boolean {
    const seen = seenIn(of, facts, false);
    if (seen === undefined) return false;
    if (unless !== undefined && conditionTest(unless, of)(facts) === TRUE) return false;
    return outcomes.every((each) => shows(each, seen, facts.client));
  }

  function shows(each: AssertedOutcome, seen: Seen, name: string): boolean {
    if (each.has === "client") return each.client === name;
    if (each.has === "scope") return seen.has(`scope:${each.scope}`);
    if (each.has === "group") return seen.has(`group:${each.group}`);
    if (each.has === "role") return seen.has(`role:${String(each.role)}`);
    const tokens = each.token === undefined ? ["access", "id"] : [each.token];
    return tokens.some((token) => seen.has(`claim:${token}:${each.claim}`));
  }
});
