// Which policies do the properties hold for? Any rules over the declarations of the policy `shop`, valid by construction.
import fc from "fast-check";
import {
  all,
  any,
  attribute,
  type ClaimRule,
  type Condition,
  constant,
  groups,
  has,
  inGroup,
  is,
  isAtLeast,
  isClient,
  isLessThan,
  isNot,
  isOneOf,
  lookedUp,
  metadata,
  not,
  ownPolicyHash,
  type PolicyDocument,
  type Source,
  scopeRequested,
  setting,
  text,
} from "../src/index.ts";
import { policyInput } from "./worlds.ts";

type Kind = "user" | "machine";
type Effect = "grants" | "restricts";

const status = attribute("custom:status");
const level = attribute("custom:level");
const plan = lookedUp("membership", "plan");
const seats = lookedUp("membership", "seats");
const tier = lookedUp("contract", "tier");

/** Comparisons that absence can leave unknown, and the same with what absence means. */
const COMPARISONS: Readonly<Record<Kind, Readonly<Record<Effect, readonly Condition[]>>>> = {
  user: {
    grants: [
      is(status, "active"),
      isNot(status, "suspended"),
      isLessThan(level, 4),
      isAtLeast(level.map({ 0: 0, 5: 7 }), 3),
      is(attribute("custom:vip"), true),
      isOneOf(plan, ["pro", "free"]),
      isAtLeast(seats, 10),
      is(attribute("custom:company").map({ c1: "x" }), "x"),
    ],
    restricts: [
      is(status.or("active"), "suspended"),
      isNot(status.or("suspended"), "active"),
      isLessThan(level.or(0), 4),
      is(attribute("custom:vip").or(false), true),
      isOneOf(plan.or("free"), ["pro", "free"]),
      all(has(seats), isAtLeast(seats, 10)),
      has(attribute("custom:company")),
    ],
  },
  machine: {
    grants: [is(tier, "gold"), isNot(tier, "gold"), is(setting("partnerId"), "p-100"), has(tier)],
    restricts: [is(tier.or("silver"), "gold"), is(setting("partnerId"), "p-100"), has(tier)],
  },
};

const CLIENTS: Readonly<Record<Kind, readonly string[]>> = {
  user: ["web", "kiosk"],
  machine: ["partner", "batch"],
};
const GROUPS = ["ADMINS", "EVERYONE", "TRIAL"];

/** A condition that is valid for tokens of this kind and for an effect of this kind. */
function condition(kind: Kind, effect: Effect, depth = 2): fc.Arbitrary<Condition> {
  const requested = fc
    .constantFrom("openid", "email", "phone")
    .map((scope) => (effect === "grants" ? scopeRequested(scope) : not(scopeRequested(scope))));
  const leaves = [
    fc.constantFrom(...COMPARISONS[kind][effect]),
    fc.constantFrom(...CLIENTS[kind]).map((client) => isClient(client)),
    ...(kind === "user" ? [requested, fc.constantFrom(...GROUPS).map((group) => inGroup(group))] : []),
  ];
  if (depth === 0) return fc.oneof(...leaves);
  const inner = condition(kind, effect, depth - 1);
  // Under `not` a requested scope would count the other way round, so there stand the leaves without it.
  const negatable = fc.oneof(leaves[0] ?? inner, leaves[1] ?? inner);
  const parts = fc.array(inner, { maxLength: 3 });
  return fc.oneof(
    { weight: 3, arbitrary: fc.oneof(...leaves) },
    { weight: 1, arbitrary: parts.map((conditions) => all(...conditions)) },
    { weight: 1, arbitrary: parts.map((conditions) => any(...conditions)) },
    { weight: 1, arbitrary: negatable.map((part) => not(part)) },
  );
}

const TRUSTED: Readonly<Record<Kind, readonly Source[]>> = {
  user: [
    attribute("custom:company"),
    status.or("none"),
    level,
    level.map({ 0: "low", 10: "high" }),
    attribute("custom:vip"),
    groups(),
    constant({ a: { b: [1, "x", true] } }),
    constant("toString"),
    setting("partnerId"),
    setting("regions"),
    ownPolicyHash(),
  ],
  machine: [setting("partnerId"), setting("regions"), constant([1, "a", false]), ownPolicyHash()],
};
const LOOKED_UP: Readonly<Record<Kind, readonly Source[]>> = {
  user: [plan, seats, plan.or("free")],
  machine: [tier, tier.map({ gold: 1 })],
};
const ASSERTED: Readonly<Record<Kind, readonly Source[]>> = {
  user: [attribute("locale").map({ "en-GB": "uk" }), metadata("note", text({ maxLength: 8 }))],
  machine: [metadata("note", text({ maxLength: 8 }))],
};

const otherwise = fc.constantFrom("none", 0, false, ["x"], { y: 1 });
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });

/** The object without its members that are undefined. */
function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}

function claimRule(kind: Kind): fc.Arbitrary<ClaimRule> {
  const of = (sources: readonly Source[], more: object) =>
    fc
      .record({
        from: fc.constantFrom(...sources),
        when: optional(condition(kind, "grants")),
        required: optional(fc.boolean()),
        otherwise: optional(otherwise),
        ...more,
      })
      .map((rule) => compact(rule) as unknown as ClaimRule);
  const withFailure = of(LOOKED_UP[kind], {
    onLookupFailure: optional(fc.constantFrom("refuse", "omit", "otherwise")),
  }).map((rule) => fitting(rule));
  return fc.oneof(of(TRUSTED[kind], {}), withFailure, of(ASSERTED[kind], { asserted: fc.constant(true) }));
}

/** Without the failure modes that `validate` calls useless. */
function fitting(rule: ClaimRule): ClaimRule {
  const { onLookupFailure, ...rest } = rule;
  const isUseless =
    (onLookupFailure === "omit" && rule.required === true) ||
    (onLookupFailure === "otherwise" && rule.otherwise === undefined);
  return isUseless ? rest : rule;
}

const claimName = fc.constantFrom(
  "plan",
  "level",
  "toString",
  "hasOwnProperty",
  "https://shop.example/roles",
  "custom:company",
  "email",
);
const dictionary = <T>(name: fc.Arbitrary<string>, member: fc.Arbitrary<T>) =>
  optional(fc.dictionary(name, member, { maxKeys: 4, noNullPrototype: true }));
const when = (kind: Kind, effect: Effect) =>
  optional(condition(kind, effect)).map((test) => (test === undefined ? {} : { when: test }));
const deny = (kind: Kind) =>
  optional(
    fc.array(
      fc.record({
        when: fc.oneof(
          { weight: 4, arbitrary: condition(kind, "restricts").map((test) => all(test, isClient("kiosk"))) },
          { weight: 1, arbitrary: condition(kind, "restricts") },
        ),
        reason: fc.constantFrom("one", "two"),
      }),
      { maxLength: 3 },
    ),
  ).map((rules) =>
    kind === "user" ? rules : rules?.map(({ when: test, reason }) => ({ when: onPartner(test), reason })),
  );

/** The same condition about a machine: it knows no kiosk. */
function onPartner(test: Condition): Condition {
  return JSON.parse(JSON.stringify(test).replaceAll('"kiosk"', '"partner"')) as Condition;
}

function scopes(kind: Kind): fc.Arbitrary<unknown> {
  const names = kind === "user" ? ["orders/read", "orders/write", "admin/*"] : ["orders/write", "admin/*"];
  const rule = fc.record({
    clients: fc.subarray([...CLIENTS[kind]], { minLength: 1 }),
    when: optional(condition(kind, "grants")),
    asked: optional(fc.constant("required")),
  });
  return dictionary(fc.constantFrom(...names), rule.map(compact));
}

const suppress = (kind: Kind) => dictionary(claimName, when(kind, "restricts"));
const claims = (kind: Kind) => dictionary(claimName, claimRule(kind));
const withhold = dictionary(
  fc.constantFrom("email", "aws.cognito.signin.user.admin"),
  fc
    .record({
      clients: optional(fc.constantFrom(["web"], ["kiosk"], ["web", "kiosk"])),
      rest: when("user", "restricts"),
    })
    .map(({ clients, rest }) => compact({ clients, ...rest })),
);
const groupName = fc.constantFrom(...GROUPS);
const groupOverride = fc.record({
  keep: dictionary(
    groupName,
    condition("user", "grants").map((test) => ({ when: test })),
  ),
  add: dictionary(groupName, when("user", "grants")),
  drop: dictionary(groupName, when("user", "restricts")),
});

/** A policy before it is validated: plain data, its members in any order. */
export const policyDocument: fc.Arbitrary<PolicyDocument> = fc
  .record({
    idToken: optional(fc.record({ claims: claims("user"), suppress: suppress("user") }).map(compact)),
    accessToken: optional(
      fc
        .record({ claims: claims("user"), suppress: suppress("user"), scopes: scopes("user"), withhold })
        .map(compact),
    ),
    machineToken: optional(
      fc
        .record({
          claims: claims("machine"),
          suppress: suppress("machine"),
          scopes: scopes("machine"),
          deny: deny("machine"),
        })
        .map(compact),
    ),
    groupOverride: optional(groupOverride.map(compact)),
    deny: deny("user"),
  })
  .map((rules) =>
    JSON.parse(JSON.stringify({ ...(policyInput({ description: "" }) as object), ...compact(rules) })),
  );
