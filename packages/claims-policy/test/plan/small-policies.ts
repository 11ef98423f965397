// Which small policies is the prover tried on? Any rules over a few facts, so few that every world can be enumerated.
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
  isAtMost,
  isClient,
  isLessThan,
  isNot,
  isOneOf,
  lookedUp,
  metadata,
  not,
  type PolicyDocument,
  type Source,
  scopeRequested,
  setting,
  text,
} from "../../src/index.ts";

/** The facts that a policy of one run reads; everything else is never looked at. */
export type FactKind = "groups" | "status" | "level" | "company" | "plan" | "tier" | "note" | "asked";
export const FACT_KINDS: readonly FactKind[] = [
  ...["groups", "status", "level", "company", "plan", "tier", "note", "asked"],
] as FactKind[];

type Kind = "user" | "machine";
type Effect = "grants" | "restricts";

const status = attribute("custom:status");
const level = attribute("custom:level");
const company = attribute("custom:company");
const plan = lookedUp("membership", "plan");
const tier = setting("tier");
const note = metadata("note", text({ maxLength: 4 }));

const GRANTS: Readonly<Record<FactKind, readonly Condition[]>> = {
  groups: [inGroup("A"), inGroup("B")],
  status: [is(status, "active"), isNot(status, "suspended"), has(status)],
  level: [isLessThan(level, 2), isAtLeast(level.map({ 0: 0, 3: 5 }), 3), isAtMost(level, 1)],
  company: [
    is(company, "c1"),
    is(company.map({ c1: "q" }), "q"),
    isOneOf(company, ["c1", "c2"]),
    has(company),
  ],
  plan: [is(plan, "gold"), isNot(plan, "gold"), has(plan)],
  tier: [is(tier, "x"), isNot(tier, "x")],
  note: [],
  asked: [scopeRequested("openid"), scopeRequested("orders/list")],
};
const RESTRICTS: Readonly<Record<FactKind, readonly Condition[]>> = {
  groups: GRANTS.groups,
  status: [is(status.or("active"), "suspended"), has(status), all(has(status), is(status, "active"))],
  level: [isLessThan(level.or(0), 2), all(has(level), isAtMost(level, 1))],
  company: [has(company), is(company.or("c1"), "c1")],
  plan: [is(plan.or("free"), "gold"), has(plan)],
  tier: GRANTS.tier,
  note: [],
  asked: [not(scopeRequested("openid")), not(scopeRequested("orders/list"))],
};
const SOURCES: Readonly<Record<FactKind, readonly Source[]>> = {
  groups: [groups()],
  status: [status, status.or("active")],
  level: [level, level.map({ 0: "low", 3: "high" })],
  company: [company, company.map({ c1: "one", c2: "two" })],
  plan: [plan, plan.or("free"), plan.map({ gold: 1 })],
  tier: [tier],
  note: [note],
  asked: [],
};
/** What machines can read of these. */
const OF_MACHINES: readonly FactKind[] = ["tier", "note", "asked"];

const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
/** Left out half of the time: what is left out has a meaning of its own. */
const half = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 1 });
const compact = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;

/** What rules are made for. */
interface Making {
  readonly kind: Kind;
  readonly facts: readonly FactKind[];
}

const CLIENTS: Readonly<Record<Kind, readonly string[]>> = { user: ["web", "kiosk"], machine: ["bot"] };

function condition({ kind, facts }: Making, effect: Effect, depth = 2): fc.Arbitrary<Condition> {
  const table = effect === "grants" ? GRANTS : RESTRICTS;
  const named = CLIENTS[kind].map((client) => isClient(client));
  const requested = effect === "grants" ? scopeRequested("orders/read") : not(scopeRequested("orders/read"));
  const atoms = facts.flatMap((fact) => {
    if (kind === "user") return table[fact];
    return fact === "asked" ? [requested] : OF_MACHINES.includes(fact) ? table[fact] : [];
  });
  const leaf = fc.constantFrom(...named, ...atoms, ...atoms);
  if (depth === 0) return leaf;
  const inner = condition({ kind, facts }, effect, depth - 1);
  const parts = fc.array(inner, { maxLength: 3 });
  const plain = [...named, ...atoms].filter((atom) => !JSON.stringify(atom).includes("scopeRequested"));
  return fc.oneof(
    { weight: 3, arbitrary: leaf },
    { weight: 1, arbitrary: parts.map((conditions) => all(...conditions)) },
    { weight: 1, arbitrary: parts.map((conditions) => any(...conditions)) },
    { weight: 1, arbitrary: fc.constantFrom(...plain).map((atom) => not(atom)) },
  );
}

function claimRule(making: Making): fc.Arbitrary<ClaimRule> {
  const { kind, facts } = making;
  const readable = facts.filter((fact) => kind === "user" || OF_MACHINES.includes(fact));
  const sources = [
    ...readable.flatMap((fact) => SOURCES[fact]),
    constant("k"),
    constant("c1"),
    constant({ deep: [1] }),
  ];
  return fc
    .record({
      from: fc.constantFrom(...sources),
      when: optional(condition(making, "grants")),
      required: half(fc.constant(true)),
      otherwise: half(fc.constantFrom("none", "free", 1)),
      onLookupFailure: half(fc.constantFrom("refuse", "omit", "otherwise")),
    })
    .map(({ onLookupFailure, ...rule }) => {
      const readsLookup = JSON.stringify(rule).includes('"lookup"');
      const isUseless =
        (onLookupFailure === "omit" && rule.required === true) ||
        (onLookupFailure === "otherwise" && rule.otherwise === undefined);
      const isAsserted = rule.from.source === "metadata" || undefined;
      return compact({
        ...rule,
        asserted: isAsserted,
        onLookupFailure: readsLookup && !isUseless ? onLookupFailure : undefined,
      }) as ClaimRule;
    });
}

const dictionary = <T>(names: readonly string[], member: fc.Arbitrary<T>) =>
  optional(fc.dictionary(fc.constantFrom(...names), member, { maxKeys: 2, noNullPrototype: true }));
const conditional = (making: Making, effect: Effect) =>
  optional(condition(making, effect)).map((when) => (when === undefined ? {} : { when }));

function picture(making: Making, withScopes: boolean): fc.Arbitrary<object> {
  const { kind } = making;
  const rule = fc.record({
    clients: fc.subarray([...CLIENTS[kind]], { minLength: 1 }),
    when: optional(condition(making, "grants")),
    asked: optional(fc.constant("required")),
  });
  const withhold = fc
    .record({
      clients: optional(fc.constantFrom(["web"], ["kiosk"])),
      when: optional(condition(making, "restricts")),
    })
    .map(compact);
  return fc
    .record({
      claims: dictionary(["one", "custom:company"], claimRule(making)),
      suppress: dictionary(["one", "custom:company", "cognito:groups"], conditional(making, "restricts")),
      ...(withScopes && { scopes: dictionary(["orders/write", "orders/admin"], rule.map(compact)) }),
      ...(withScopes &&
        kind === "user" && { withhold: dictionary(["openid", "aws.cognito.signin.user.admin"], withhold) }),
    })
    .map(compact);
}

function deny(making: Making) {
  const rule = fc.record({ when: condition(making, "restricts"), reason: fc.constantFrom("one", "two") });
  return optional(fc.array(rule, { maxLength: 2 }));
}

const groupOverride = (making: Making) =>
  fc
    .record({
      keep: dictionary(
        ["A", "B"],
        condition(making, "grants").map((when) => ({ when })),
      ),
      add: dictionary(["A", "B"], conditional(making, "grants")),
      drop: dictionary(["A", "B", "SEEN"], conditional(making, "restricts")),
    })
    .map(compact);

/** What the pool declares differs a little from policy to policy. */
const declarations = fc
  .record({
    hasB: fc.boolean(),
    precedence: fc.constantFrom(0, 1, undefined),
    role: fc.constantFrom("arn:aws:iam::111122223333:role/a", "arn:aws:iam::111122223333:role/b", undefined),
    maxLength: fc.constantFrom(4, 6),
    plans: fc.constantFrom(["gold", "free"], ["gold", "free", "plus"]),
    web: fc.subarray(["openid", "email", "orders/list"], { minLength: 1, maxLength: 2 }),
    signIn: fc.constantFrom(undefined, ["hosted"], ["srp"]),
    reads: fc.constantFrom(undefined, ["email", "custom:company"], ["email"]),
  })
  .map(({ precedence, role, maxLength, plans, web, signIn, reads }) => ({
    name: "small",
    resourceServers: {
      orders: { scopes: { read: "Read", write: "Write", admin: "All", list: "List" } },
    },
    groups: {
      A: { precedence: 0, role: "arn:aws:iam::111122223333:role/a" },
      B: compact({ precedence, role }),
    },
    attributes: {
      status: { type: "oneOf", values: ["active", "suspended"] },
      level: { type: "integer", min: 0, max: 3 },
      company: { type: "text", maxLength },
    },
    settings: { tier: { type: "oneOf", values: ["x", "y"] } },
    lookups: { membership: { key: "sub", fields: { plan: { type: "oneOf", values: plans } } } },
    clients: {
      web: compact({ kind: "browser", scopes: web, signIn, reads }),
      kiosk: { kind: "native", scopes: ["openid"], signIn: ["hosted"] },
      bot: { kind: "machine", scopes: ["orders/read"] },
    },
  }));

function document(facts: readonly FactKind[]): fc.Arbitrary<PolicyDocument> {
  const user: Making = { kind: "user", facts };
  const machine: Making = { kind: "machine", facts };
  return fc
    .record({
      declared: declarations,
      idToken: optional(picture(user, false)),
      accessToken: optional(picture(user, true)),
      machineToken: optional(
        fc
          .tuple(picture(machine, true), deny(machine))
          .map(([rules, denials]) => compact({ ...rules, deny: denials })),
      ),
      groupOverride: optional(groupOverride(user)),
      deny: deny(user),
    })
    .map(
      ({ declared, ...rules }) =>
        JSON.parse(JSON.stringify({ ...declared, ...compact(rules) })) as PolicyDocument,
    );
}

/** Two policies that read the same few facts: one after the other, or the one with a part of another. */
export const policyPair: fc.Arbitrary<{
  readonly facts: readonly FactKind[];
  readonly before: PolicyDocument;
  readonly after: PolicyDocument;
}> = fc.subarray([...FACT_KINDS], { minLength: 1, maxLength: 2 }).chain((facts) =>
  fc
    .tuple(
      document(facts),
      document(facts),
      fc.subarray(["declared", "idToken", "accessToken", "machineToken", "groupOverride", "deny"], {
        minLength: 1,
      }),
    )
    .map(([before, other, changed]) => ({ facts, before, after: withParts(before, other, changed) })),
);

const RULES = ["idToken", "accessToken", "machineToken", "groupOverride", "deny"];

/** A policy with these parts of another one. */
function withParts(policy: PolicyDocument, other: PolicyDocument, parts: readonly string[]): PolicyDocument {
  const from = (name: string) => (parts.includes(RULES.includes(name) ? name : "declared") ? other : policy);
  const names = [...new Set([...Object.keys(policy), ...Object.keys(other)])];
  const members = names.flatMap((name) => {
    const member = (from(name) as unknown as Record<string, unknown>)[name];
    return member === undefined ? [] : [[name, member] as const];
  });
  return Object.fromEntries(members) as unknown as PolicyDocument;
}
