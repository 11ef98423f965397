// Which facts does a world stand for?
import type { JsonValue } from "@claimsmith/cognito-model";
import type { Facts, LookupResult } from "../../evaluation/facts.ts";
import type { Assignment } from "../solver/formulas.ts";
import type { FactName } from "./fact-name.ts";
import type { Side } from "./side.ts";
import { LOOKUP_STATES, type Space } from "./space.ts";

/** One fact of a world that has a value. */
interface FactOfWorld {
  readonly fact: FactName;
  readonly value: JsonValue;
}

/** What a world says, sorted by what it is about. */
export interface Told {
  readonly groups: readonly string[];
  /** What is asked for. */
  readonly scopes: readonly string[];
  readonly facts: readonly FactOfWorld[];
  /** Whose state is not that nothing was found. */
  readonly lookups: ReadonlyMap<string, (typeof LOOKUP_STATES)[number]>;
}

/** What a world says beyond "nothing known". */
export function toldBy({ meanings }: Space, world: Assignment): Told {
  const groups: string[] = [];
  const scopes: string[] = [];
  const facts: FactOfWorld[] = [];
  const lookups = new Map<string, (typeof LOOKUP_STATES)[number]>();
  for (const [variable, index] of [...world].sort(([a], [b]) => a - b)) {
    const meaning = meanings[variable];
    if (meaning === undefined || index === 0) continue;
    if (meaning.of === "group") groups.push(meaning.name);
    else if (meaning.of === "scope") scopes.push(meaning.name);
    else if (meaning.of === "lookup") lookups.set(meaning.name, LOOKUP_STATES[index] ?? "missing");
    else {
      const value = meaning.values[index];
      if (value !== undefined) facts.push({ fact: meaning.fact, value });
    }
  }
  // A field is a fact only where its look-up found something.
  const isThere = ({ fact }: FactOfWorld) => fact.from !== "lookup" || lookups.get(fact.name) === "found";
  return { groups, scopes, facts: facts.filter(isThere), lookups };
}

/** What of a client decides about facts: its name, and the scopes that it may ask for on the side. */
export interface FactsClient {
  readonly name: string;
  readonly scopes: ReadonlySet<string>;
}

/** The facts of a world as one side gets them. */
export function factsOf(space: Space, world: Assignment, side: number, client: FactsClient): Facts {
  const { snapshot, settings } = space.sides[side] as Side;
  const { always, lookups } = defaultsOf(space);
  const told = toldBy(space, world);
  const changed = new Set(told.facts.map(({ fact }) => fact));
  const facts = [...always.filter(({ fact }) => !changed.has(fact)), ...told.facts].filter(
    ({ fact }) => (fact.side ?? side) === side,
  );
  const of = (from: FactName["from"]) =>
    Object.fromEntries(
      facts.filter(({ fact }) => fact.from === from).map(({ fact, value }) => [fact.name, value]),
    );
  const shared = {
    client: client.name,
    // An event of version 1 has no scopes.
    scopes: snapshot.eventVersion === "V1_0" ? [] : told.scopes.filter((scope) => client.scopes.has(scope)),
    metadata: of("metadata") as Record<string, string>,
    settings: settings ?? sameSettings(space, of("setting")),
    lookups: { ...lookups, ...lookupsOf(told) },
    policyHash: snapshot.hash,
  };
  if (space.kind === "machine") return { kind: "machine", ...shared };
  const attributes = of("attribute") as Record<string, string>;
  return { kind: "user", ...shared, attributes, groups: told.groups };
}

function lookupsOf({ facts, lookups }: Told): Record<string, LookupResult> {
  const results = [...lookups].map(([name, status]): [string, LookupResult] => {
    if (status !== "found") return [name, { status }];
    const own = facts.filter(({ fact }) => fact.from === "lookup" && fact.name === name);
    const fields = Object.fromEntries(own.map(({ fact, value }) => [fact.field ?? "", value]));
    return [name, { status, fields }];
  });
  return Object.fromEntries(results);
}

/** What every world has unless it says otherwise. */
interface Defaults {
  /** Facts that are never absent. */
  readonly always: readonly FactOfWorld[];
  readonly lookups: Readonly<Record<string, LookupResult>>;
  readonly settings: Map<string, Readonly<Record<string, JsonValue>>>;
}

const defaults = new WeakMap<Space, Defaults>();

function defaultsOf(space: Space): Defaults {
  const known = defaults.get(space);
  if (known !== undefined) return known;
  const always = space.meanings.flatMap((meaning): FactOfWorld[] => {
    const value = meaning.of === "fact" ? meaning.values[0] : undefined;
    return meaning.of === "fact" && value !== undefined ? [{ fact: meaning.fact, value }] : [];
  });
  const names = space.meanings.flatMap((meaning) => (meaning.of === "lookup" ? [meaning.name] : []));
  const lookups = Object.fromEntries(names.map((name) => [name, { status: "missing" } as const]));
  const made = { always, lookups, settings: new Map() };
  defaults.set(space, made);
  return made;
}

/** One object for the same settings: what follows from it `evaluate` works out once. */
function sameSettings(
  space: Space,
  values: Readonly<Record<string, JsonValue>>,
): Readonly<Record<string, JsonValue>> {
  const { settings } = defaultsOf(space);
  const key = JSON.stringify(values);
  const known = settings.get(key) ?? values;
  settings.set(key, known);
  return known;
}
