// In which worlds does reading a fact give which result? The evaluator's own readers and tests say, value by value.

import type { Facts, LookupResult } from "../../evaluation/facts.ts";
import { type Reading, reader } from "../../evaluation/read-source.ts";
import { conditionTest } from "../../evaluation/test-condition.ts";
import type { Truth } from "../../evaluation/truth.ts";
import type { Atom } from "../../language/conditions.ts";
import type { BaseSource, Source } from "../../language/sources.ts";
import type { Formula } from "../solver/formulas.ts";
import { type FactName, factOf } from "./fact-name.ts";
import type { FactValue } from "./fact-values.ts";
import type { Space } from "./space.ts";

/** The worlds in which an atom is true, false, or unknown for each reason. */
export type TruthWorlds = ReadonlyMap<Truth, Formula>;

/** The worlds in which a source gives each result, told apart by a text. */
export type ReadingWorlds = ReadonlyMap<string, { readonly reading: Reading; readonly worlds: Formula }>;

/** The worlds of each truth value of an atom that compares a source, or asks whether it has a value. */
export function truthWorlds(space: Space, side: number, atom: Extract<Atom, { of: Source }>): TruthWorlds {
  const { policy } = sideOf(space, side);
  const test = conditionTest(atom, policy);
  const found = partition(space, side, atom.of, (facts) => {
    const truth = test(facts);
    return [truth, truth] as const;
  });
  return new Map([...found].map(([key, { worlds }]) => [key, worlds]));
}

/** The worlds of each reading of a source. `keyOf` tells readings apart. */
export function readingWorlds(
  space: Space,
  side: number,
  source: Source,
  keyOf: (reading: Reading) => string,
): ReadingWorlds {
  const read = reader(source, sideOf(space, side).policy);
  return partition(space, side, source, (facts) => {
    const reading = read(facts);
    return [keyOf(reading), reading] as const;
  });
}

function sideOf(space: Space, side: number) {
  const found = space.sides[side];
  if (found === undefined) throw new TypeError(`expected a side below ${space.sides.length}`);
  return found;
}

/** One result of a reading, and where it comes out. */
interface Part<R> {
  readonly reading: R;
  readonly worlds: Formula;
}

function partition<K, R>(
  space: Space,
  side: number,
  source: BaseSource,
  result: (facts: Facts) => readonly [K, R],
): Map<K, Part<R>> {
  const { formulas } = space;
  const found = new Map<K, { readonly reading: R; readonly worlds: Formula[] }>();
  const add = ([key, reading]: readonly [K, R], worlds: Formula) => {
    const known = found.get(key);
    if (known === undefined) found.set(key, { reading, worlds: [worlds] });
    else known.worlds.push(worlds);
  };
  const fact = factOf(source, side, space.sides);
  const variable = fact && space.fact(fact);
  if (fact === undefined || variable === undefined) add(result(factsWith(space, side)), formulas.TRUE);
  else {
    // Values with one result go together, so that rules that cannot tell them apart have the same formula.
    const byKey = new Map<K, { readonly result: readonly [K, R]; readonly values: number[] }>();
    for (const [index, value] of variable.values.entries()) {
      const of = result(factsWith(space, side, { fact, value }));
      const known = byKey.get(of[0]);
      if (known === undefined) byKey.set(of[0], { result: of, values: [index] });
      else known.values.push(index);
    }
    const given = fact.from === "lookup" ? space.lookupIs(fact.name, "found") : formulas.TRUE;
    for (const { result: of, values } of byKey.values())
      add(of, formulas.all([given, formulas.is(variable.variable, values)]));
    if (fact.from === "lookup") {
      for (const state of ["missing", "failed"] as const)
        add(result(factsWith(space, side, { fact, state })), space.lookupIs(fact.name, state));
    }
  }
  return new Map(
    [...found].map(([key, { reading, worlds }]) => [key, { reading, worlds: formulas.any(worlds) }]),
  );
}

interface OneFact {
  readonly fact: FactName;
  readonly value?: FactValue;
  readonly state?: "missing" | "failed";
}

/** Facts in which one fact has a value and nothing else is known. */
function factsWith(space: Space, side: number, one?: OneFact): Facts {
  const { settings = {}, snapshot } = sideOf(space, side);
  const member = one?.value === undefined ? {} : { [one.fact.name]: one.value };
  const of = (from: FactName["from"]) => (one?.fact.from === from ? member : {});
  const shared = {
    client: "",
    scopes: [],
    metadata: of("metadata") as Record<string, string>,
    settings: { ...settings, ...(of("setting") as typeof settings) },
    lookups: lookupsWith(one),
    policyHash: snapshot.hash,
  };
  if (space.kind === "machine") return { kind: "machine", ...shared };
  return { kind: "user", ...shared, attributes: of("attribute") as Record<string, string>, groups: [] };
}

function lookupsWith(one: OneFact | undefined): Record<string, LookupResult> {
  if (one?.fact.from !== "lookup") return {};
  const { fact, value, state } = one;
  if (state !== undefined) return { [fact.name]: { status: state } };
  const fields = value === undefined ? {} : { [fact.field ?? ""]: value };
  return { [fact.name]: { status: "found", fields } };
}
