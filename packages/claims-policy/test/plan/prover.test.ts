// Does the prover say what trying every world says? FUZZ_RUNS=10000 tries that many pairs of policies.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventVersionOf, type Policy, parsePolicy } from "../../src/index.ts";
import type { ProvenEffect } from "../../src/plan/index.ts";
import { provenEffects } from "../../src/plan/proof/proven-effects.ts";
import { sideOf } from "../../src/plan/worlds/side.ts";
import {
  allowedScopes,
  countOf,
  everyWorld,
  factsOf,
  type Outcome,
  seenIn,
  sizeOf,
  verdictOf,
} from "./brute-force.ts";
import { type FactKind, policyPair } from "./small-policies.ts";

declare const process: { readonly env: Readonly<Record<string, string | undefined>> };
/** Few, and the same in every run, so that a change is judged by what it changes. `pnpm proof` tries 300; other runs are given on demand. */
const { FUZZ_RUNS = "40", FUZZ_SEED = FUZZ_RUNS === "40" ? "2026" : undefined } = process.env;
const RUNS = { numRuns: Number(FUZZ_RUNS), ...(FUZZ_SEED !== undefined && { seed: Number(FUZZ_SEED) }) };

function outcomesOf(client: string, facts: readonly FactKind[], sides: readonly [Policy, Policy]): Outcome[] {
  const kind = client === "bot" ? "machine" : "user";
  const allowed = sides.map((policy) => allowedScopes(policy, client));
  const scopes = [...new Set(allowed.flat())];
  return [...everyWorld(kind, { facts, policies: sides }, scopes)].map((world) => {
    const [before, after] = sides.map((policy, side) =>
      seenIn(policy, factsOf(world, client, allowed[side] ?? []), eventVersionOf(policy) === "V1_0"),
    );
    return { before, after, size: sizeOf(world, scopes) };
  });
}

/** The ids of what is gained or lost: by the rules of the effect itself, or along with the tokens. */
function provenIds(effects: readonly ProvenEffect[], client: string, direction: string): string[] {
  const own = effects.filter((each) => each.client === client && each.direction === direction);
  const ids = own.filter(({ about }) => about !== "value").flatMap((each) => [each.id, ...(each.with ?? [])]);
  return ids.map((id) => id.slice(0, -client.length - 1)).sort();
}

const side = (policy: Policy) =>
  sideOf({ format: 1, eventVersion: eventVersionOf(policy), hash: "0123456789ab", policy });

/** Attributes that no rule of these policies touches are on the ID token or not; the worlds here do not vary them. */
const isVaried = (id: string) => !/^claim:id:(?!one$|custom:company$|cognito:groups$)/.test(id);

/** That there are any groups at all is an effect where a rule can hide them. */
function isDecidedBy(id: string, sides: readonly Policy[]): boolean {
  const [, token, ...name] = id.split(":");
  if (name.join(":") !== "cognito:groups") return true;
  const picture = token === "id" ? "idToken" : "accessToken";
  return sides.some((policy) => Object.hasOwn(policy[picture]?.suppress ?? {}, "cognito:groups"));
}

/** Groups that neither policy names go by one name. */
function named(id: string, sides: readonly Policy[]): string {
  const group = id.startsWith("group:") ? id.slice("group:".length) : undefined;
  const isKnown = sides.some(
    ({ groups, groupOverride }) =>
      Object.hasOwn(groups ?? {}, group ?? "") || Object.hasOwn(groupOverride?.drop ?? {}, group ?? ""),
  );
  return group === undefined || isKnown ? id : "group:UNDECLARED";
}

describe("the prover", () => {
  it("finds what trying every world finds, and nothing else", {
    timeout: 60_000 + RUNS.numRuns * 2_000,
  }, () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(policyPair, ({ facts, before, after }) => {
        const sides = [parsePolicy(before), parsePolicy(after)] as const;
        const effects = provenEffects(side(sides[0]), side(sides[1]));
        for (const client of ["web", "kiosk", "bot"]) {
          const brute = verdictOf(outcomesOf(client, facts, sides));
          for (const direction of ["widening", "narrowing"] as const) {
            const ids = provenIds(effects, client, direction).filter(isVaried);
            const tried = [...brute[direction]].filter((id) => isVaried(id) && isDecidedBy(id, sides));
            const expected = [...new Set(tried.map((id) => named(id, sides)))].sort();
            expect([client, direction, ids]).toEqual([client, direction, expected]);
            for (const id of ids)
              seen.set(
                `${direction} ${id.split(":")[0]}`,
                1 + (seen.get(`${direction} ${id.split(":")[0]}`) ?? 0),
              );
          }
          checkValues(effects, client, brute);
          checkSizes(effects, client, brute);
        }
      }),
      RUNS,
    );
    const abouts = ["tokens", "scope", "group", "role", "preferredRole", "claim"];
    const all = abouts.flatMap((about) => [`widening ${about}`, `narrowing ${about}`]);
    expect([...seen.keys()].sort()).toEqual(all.sort());
  });
});

function checkValues(
  effects: readonly ProvenEffect[],
  client: string,
  brute: ReturnType<typeof verdictOf>,
): void {
  const own = effects.filter((each) => each.client === client && each.about === "value");
  const ids = (direction?: string) =>
    [
      ...new Set(
        own
          .filter((each) => direction === undefined || each.direction === direction)
          .map(({ token, name }) => `claim:${token}:${name}`),
      ),
    ]
      .filter(isVaried)
      .sort();
  const varied = (set: ReadonlySet<string>) => [...set].filter(isVaried).sort();
  expect([client, ids()]).toEqual([client, varied(brute.otherValue)]);
  expect([client, "new", ids("widening")]).toEqual([client, "new", varied(brute.newValue)]);
  expect([client, "lost", ids("narrowing")]).toEqual([client, "lost", varied(brute.lostValue)]);
}

function checkSizes(
  effects: readonly ProvenEffect[],
  client: string,
  brute: ReturnType<typeof verdictOf>,
): void {
  for (const effect of effects.filter((each) => each.client === client && each.about !== "value")) {
    const key = `${effect.direction} ${effect.id.slice(0, -client.length - 1)}`;
    const smallest = brute.smallest.get(key);
    if (effect.about === "tokens")
      expect([key, countOf(effect.counterexample.known)]).toEqual([key, smallest]);
    else if (smallest !== undefined)
      expect(countOf(effect.counterexample.known)).toBeLessThanOrEqual(smallest);
  }
}
