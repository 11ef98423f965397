// What holds for validate whatever it is given, and does canBeUndecided find what trying everything finds?
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canBeUndecided } from "../src/analysis/absence.ts";
import { conditionTest } from "../src/evaluation/test-condition.ts";
import { UNKNOWN } from "../src/evaluation/truth.ts";
import {
  all,
  any,
  attribute,
  type Condition,
  evaluate,
  type Facts,
  flag,
  has,
  inGroup,
  integer,
  is,
  isAtLeast,
  isClient,
  isNot,
  list,
  lookedUp,
  not,
  oneOf,
  ownPolicyHash,
  parsePolicy,
  setting,
  text,
  validate,
} from "../src/index.ts";
import { facts } from "./facts-arbitraries.ts";
import { policyDocument } from "./policy-arbitraries.ts";
import issues from "./vectors/issues.json?raw";
import { policyInput, vectorsOf } from "./worlds.ts";

const nasty = fc.constantFrom(
  "__proto__",
  "constructor",
  "toString",
  "custom:toString",
  "",
  "a.b",
  "when",
  "steps",
);
const junk = fc.oneof(nasty, fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(null, [], {}, -1, 0.5, "openid"));

/** One change somewhere in a value: a member replaced, removed, renamed or moved. */
function mutated(value: unknown, at: readonly number[], change: unknown): unknown {
  const [step = 0, ...rest] = at;
  if (typeof value !== "object" || value === null || at.length === 0) return change;
  const entries = Object.entries(value);
  if (entries.length === 0) return change;
  const index = step % entries.length;
  const [name, member] = entries[index] ?? ["", undefined];
  const inside: [string, unknown] | undefined =
    step % 7 === 6
      ? undefined
      : step % 11 === 10 && typeof change === "string"
        ? [change, member]
        : [name, mutated(member, rest, change)];
  const others = entries.filter((_, other) => other !== index);
  const members = inside === undefined ? others : [...others, inside];
  return Array.isArray(value) ? members.map(([, item]) => item) : Object.fromEntries(members);
}

const path = fc.array(fc.nat(500), { minLength: 1, maxLength: 9 });
const vectorInputs = vectorsOf<{ readonly description: string; readonly policy?: unknown }>(issues).map(
  (vector) => ("policy" in vector ? vector.policy : policyInput(vector)),
);

describe("validate, whatever it is given,", () => {
  it("never throws on JSON, and what it lets pass evaluates", () => {
    fc.assert(
      fc.property(junk, facts, (input, given) => {
        if (validate(input).length === 0) evaluate(parsePolicy(input), given);
      }),
      { numRuns: 300 },
    );
  });

  it("never throws on a policy with mistakes, and what it lets pass evaluates and reads back", () => {
    let passed = 0;
    fc.assert(
      fc.property(policyDocument, path, junk, facts, (document, at, change, given) => {
        const input = JSON.parse(JSON.stringify(mutated(document, at, change)));
        if (validate(input).length > 0) return;
        passed++;
        const policy = parsePolicy(input);
        expect(parsePolicy(JSON.parse(JSON.stringify(policy)))).toEqual(policy);
        evaluate(policy, given);
      }),
      { numRuns: 300 },
    );
    expect(passed).toBeGreaterThan(0);
  });

  it("never throws on its own vectors with one more mistake", () => {
    fc.assert(
      fc.property(fc.constantFrom(...vectorInputs), path, junk, (input, at, change) => {
        expect(validate(mutated(input, at, change))).toBeInstanceOf(Array);
      }),
      { numRuns: 1_000 },
    );
  });

  it("says the same of the same policy in another order", () => {
    const told = (input: unknown) =>
      validate(input)
        .map(({ code, path: where }) => `${where}: ${code}`)
        .sort();
    fc.assert(
      fc.property(policyDocument, path, junk, (document, at, change) => {
        const input = mutated(document, at, change);
        const turned = Object.fromEntries(Object.entries(input as object).reverse());
        if (typeof input === "object" && input !== null && !Array.isArray(input)) {
          expect(told(turned)).toEqual(told(input));
        }
      }),
      { numRuns: 100 },
    );
  });
});

const small = parsePolicy({
  name: "small",
  groups: { A: {} },
  attributes: {
    status: oneOf("on", "off"),
    level: integer({ min: 0, max: 3 }),
    letter: text({ maxLength: 1 }),
    vip: flag(),
  },
  resourceServers: { api: { scopes: { read: "Read" } } },
  settings: { mode: oneOf("x", "y") },
  lookups: { crm: { key: "sub", fields: { tags: list(flag(), { maxCount: 1 }), plan: oneOf("p", "q") } } },
  clients: {
    web: { kind: "browser", scopes: [] },
    kiosk: { kind: "native", scopes: [] },
    bot: { kind: "machine", scopes: ["api/read"] },
  },
});

const status = attribute("custom:status");
const level = attribute("custom:level");
const letter = attribute("custom:letter");
const plan = lookedUp("crm", "plan");
const atom = fc.constantFrom<Condition>(
  ...[
    has(status),
    is(status, "on"),
    isNot(status, "on"),
    is(status.or("off"), "on"),
    is(status.map({ on: 1 }), 1),
  ],
  ...[
    has(level),
    is(level, 2),
    isAtLeast(level, 2),
    is(level.map({ 0: "a", 1: "b" }), "a"),
    isAtLeast(level.or(0), 3),
  ],
  ...[
    has(letter),
    is(letter, "0"),
    is(letter, "a"),
    has(letter.map({ a: 1 })),
    is(letter.map({ a: "z" }).or("y"), "z"),
  ],
  ...[is(attribute("custom:vip"), true), has(attribute("custom:vip")), is(setting("mode"), "x")],
  ...[has(lookedUp("crm", "tags")), is(plan, "p"), has(plan), is(plan.map({ p: "1" }), "1")],
  ...[
    inGroup("A"),
    isClient("web"),
    isClient("kiosk"),
    has(ownPolicyHash()),
    is(ownPolicyHash(), "0123456789ab"),
  ],
);
const condition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    atom,
    fc.array(tie("condition"), { maxLength: 3 }).map((parts) => all(...parts)),
    fc.array(tie("condition"), { minLength: 1, maxLength: 3 }).map((parts) => any(...parts)),
    tie("condition").map((part) => not(part)),
  ),
})).condition;

/** Every value of every fact of the policy `small`; undefined is absent. */
const DOMAINS: Readonly<Record<string, readonly unknown[]>> = {
  status: [undefined, "on", "off"],
  level: [undefined, "0", "1", "2", "3"],
  letter: [undefined, "0", "1", "a", "b"],
  vip: [undefined, "true", "false"],
  mode: ["x", "y"],
  tags: [undefined, []],
  plan: [undefined, "p", "q"],
  group: [undefined, "A"],
  client: ["web", "kiosk"],
  hash: [undefined, "0123456789ab", "ba9876543210"],
};

/** The facts that a condition can read, in every combination. */
function everyFact(about: string): Facts[] {
  let combinations: Record<string, unknown>[] = [{}];
  for (const [name, values] of Object.entries(DOMAINS)) {
    const isRead =
      about.includes(
        name === "group"
          ? "inGroup"
          : name === "client"
            ? "isClient"
            : name === "hash"
              ? "policyHash"
              : `"${name}"`,
      ) || about.includes(`custom:${name}"`);
    const tried = isRead ? values : values.slice(0, 1);
    combinations = combinations.flatMap((facts) => tried.map((value) => ({ ...facts, [name]: value })));
  }
  return combinations.map(
    ({ status: on, level: n, letter: l, vip, mode, tags, plan: p, group, client, hash }) =>
      JSON.parse(
        JSON.stringify({
          kind: "user",
          client,
          scopes: [],
          groups: group === undefined ? [] : [group],
          attributes: { "custom:status": on, "custom:level": n, "custom:letter": l, "custom:vip": vip },
          settings: { mode },
          lookups: { crm: { status: "found", fields: { tags, plan: p } } },
          policyHash: hash,
        }),
      ),
  );
}

describe("canBeUndecided", () => {
  it("finds exactly what trying every fact finds", () => {
    const outcomes = new Set<boolean>();
    fc.assert(
      fc.property(condition, (tried) => {
        const every = everyFact(JSON.stringify(tried));
        fc.pre(every.length <= 5_000);
        const test = conditionTest(tried, small);
        const isUndecided = every.some((given) => test(given) === UNKNOWN);
        outcomes.add(isUndecided);
        expect(canBeUndecided(tried, small, "user")).toBe(isUndecided);
      }),
      { numRuns: 1_000 },
    );
    expect(outcomes.size).toBe(2);
  });
});
