// Which worlds are there? Every variable that two policies together can tell apart.
import { STANDARD_ATTRIBUTES, USER_ADMIN_SCOPE } from "@claimsmith/cognito-model";
import type { Condition } from "../../language/conditions.ts";
import { type Formula, Formulas } from "../solver/formulas.ts";
import { type FactName, FactsRead, factKey } from "./fact-name.ts";
import { type FactValue, valuesOf } from "./fact-values.ts";
import { type Kind, roleOf, type Side } from "./side.ts";

/** How a look-up went: value 0 of its variable is that nothing was found. */
export const LOOKUP_STATES = ["missing", "found", "failed"] as const;

/** What a variable of a world is about. Groups and scopes that are asked for have two values, no and yes. */
export type Meaning =
  | { readonly of: "group"; readonly name: string }
  | { readonly of: "scope"; readonly name: string }
  | { readonly of: "lookup"; readonly name: string }
  | { readonly of: "fact"; readonly fact: FactName; readonly values: readonly FactValue[] };

/** A variable that is a fact with a value. */
interface FactVariable {
  readonly variable: number;
  readonly values: readonly FactValue[];
}

/**
 * The worlds of one kind of token: who the user is and what the caller does, but not the client, which every question names. A
 * world is one choice for each variable, and each choice stands for facts that `evaluate` takes: see `factsOf`. Groups that no
 * policy declares or drops are all alike to every rule, so one stands for them.
 */
export class Space {
  readonly formulas = new Formulas();
  readonly sides: readonly Side[];
  readonly kind: Kind;
  /** By number of the variable. */
  readonly meanings: Meaning[] = [];
  readonly #facts = new Map<string, FactVariable>();
  readonly #named = new Map<string, number>();
  /** The formulas of groups, scopes and look-ups, by variable and value. */
  readonly #plain = new Map<number, Formula[]>();

  /** `conditions` are read beside the rules, on the first side. */
  constructor(sides: readonly Side[], kind: Kind, conditions: readonly Condition[] = []) {
    this.sides = sides;
    this.kind = kind;
    const read = new FactsRead(sides, kind);
    for (const condition of conditions) read.addCondition(condition, 0);
    if (kind === "user") this.#addGroups(read);
    const { unnamed } = read;
    for (const each of read.facts.values()) this.#addFact(each.fact, valuesOf(each, unnamed));
    for (const side of sides) this.#addSide(side);
  }

  /** The variable of a fact, with its values; `undefined` for a fact that nothing reads. */
  fact(fact: FactName): FactVariable | undefined {
    return this.#facts.get(factKey(fact));
  }

  /** The look-up went so. */
  lookupIs(name: string, state: (typeof LOOKUP_STATES)[number]): Formula {
    return this.#is("lookup", name, LOOKUP_STATES.indexOf(state));
  }

  /** The user is in the group, before any override. */
  inGroup(name: string): Formula {
    return this.#is("group", name, 1);
  }

  /** The caller asks for the scope. Whether the client may have it is another matter. */
  asks(scope: string): Formula {
    return this.#is("scope", scope, 1);
  }

  /** Every group that is told apart, and one that stands for all others. */
  get groups(): readonly string[] {
    return this.meanings.flatMap((meaning) => (meaning.of === "group" ? [meaning.name] : []));
  }

  #is(of: "group" | "scope" | "lookup", name: string, value: number): Formula {
    const variable = this.#named.get(`${of} ${name}`);
    if (variable === undefined) return this.formulas.FALSE;
    const known = this.#plain.get(variable) ?? [];
    this.#plain.set(variable, known);
    known[value] ??= this.formulas.is(variable, [value]);
    return known[value];
  }

  #addSide({ pool, clients }: Side): void {
    for (const client of clients.values()) {
      if (client.kind === this.kind)
        for (const scope of client.allowedOAuthScopes) this.#addNamed("scope", scope);
    }
    if (this.kind === "machine") return;
    this.#addNamed("scope", USER_ADMIN_SCOPE);
    // ID tokens carry attributes by themselves, so those that no rule reads are there or not.
    const attributes = [
      ...STANDARD_ATTRIBUTES,
      ...pool.attributes.map(({ name }) => ({ name: `custom:${name}` })),
    ];
    for (const { name } of attributes) this.#addFact({ from: "attribute", name }, [undefined, "other"]);
  }

  #addFact(fact: FactName, values: readonly FactValue[]): void {
    if (this.#facts.has(factKey(fact))) return;
    const costs = values.map((_, index) => (index === 0 ? 0 : 1));
    const variable = this.#add({ of: "fact", fact, values }, costs);
    this.#facts.set(factKey(fact), { variable, values });
    // What is found is counted field by field.
    if (fact.from === "lookup") this.#addNamed("lookup", fact.name, [0, 0, 1]);
  }

  #addGroups(read: FactsRead): void {
    for (const [number, side] of this.sides.entries()) {
      for (const name of namedGroups(side)) this.#addNamed("group", name);
      for (const name of Object.keys(side.policy.groups ?? {})) {
        const role = roleOf(side, name);
        if (role !== undefined && "setting" in role)
          read.add({ source: "setting", name: role.setting }, number);
      }
    }
    let undeclared = "UNDECLARED";
    while (this.#named.has(`group ${undeclared}`)) undeclared += "_";
    this.#addNamed("group", undeclared);
  }

  #addNamed(of: "group" | "scope" | "lookup", name: string, costs: readonly number[] = [0, 1]): void {
    const key = `${of} ${name}`;
    if (!this.#named.has(key)) this.#named.set(key, this.#add({ of, name } as Meaning, costs));
  }

  #add(meaning: Meaning, costs: readonly number[]): number {
    this.meanings.push(meaning);
    return this.formulas.addVariable({ costs });
  }
}

/** The groups that a policy declares, and those that it drops. */
function namedGroups({ policy: { groups, groupOverride } }: Side): string[] {
  return [...Object.keys(groups ?? {}), ...Object.keys(groupOverride?.drop ?? {})];
}
