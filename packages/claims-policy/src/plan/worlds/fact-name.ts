// Which facts can two policies look at, and what do they want to know of each?

import { atomsOf } from "../../analysis/facts-read.ts";
import { type ListedRule, rulesOf } from "../../analysis/rules-of.ts";
import { isKnownAttribute } from "../../analysis/trust.ts";
import { attributeType } from "../../evaluation/read-source.ts";
import type { Atom, Condition } from "../../language/conditions.ts";
import { ownMember } from "../../language/own-member.ts";
import type { ClaimRule, PolicyDocument } from "../../language/policy.ts";
import type { BaseSource, Scalar, Source } from "../../language/sources.ts";
import type { ValueType } from "../../language/value-types.ts";
import { canonicalJson } from "../../snapshot/canonical-json.ts";
import type { Kind, Side } from "./side.ts";

/** A fact with a value, told apart by where it comes from. */
export interface FactName {
  readonly from: "attribute" | "metadata" | "setting" | "lookup";
  readonly name: string;
  /** Of a look-up. */
  readonly field?: string;
  /** Of a setting that means another thing to the two policies: the number of its side. */
  readonly side?: number;
}

/** What is known of a fact: the types that it is read as, and the values that rules name. */
export interface FactRead {
  readonly fact: FactName;
  readonly types: Map<string, ValueType>;
  readonly named: Set<Scalar>;
}

/** One text for each fact. */
export function factKey({ from, name, field, side }: FactName): string {
  return JSON.stringify([from, name, field ?? null, side ?? null]);
}

/** The fact that a source reads; `undefined` for what is always the same, for groups, and for a setting that is known. */
export function factOf(source: BaseSource, side: number, sides: readonly Side[]): FactName | undefined {
  switch (source.source) {
    case "attribute":
    case "metadata":
      return { from: source.source, name: source.name };
    case "lookup":
      return { from: "lookup", name: source.name, field: source.field };
    case "setting":
      return settingFact(source.name, side, sides);
    default:
      return undefined;
  }
}

/** A setting that both policies declare alike is one fact, another one is a fact of its side alone. */
export function settingFact(name: string, side: number, sides: readonly Side[]): FactName | undefined {
  if (sides[side]?.settings !== undefined) return undefined;
  const types = sides.map(({ policy }) => canonicalJson(ownMember(policy.settings, name) ?? null));
  const isShared = sides.every(({ settings }) => settings === undefined) && new Set(types).size === 1;
  return { from: "setting", name, ...(!isShared && { side }) };
}

/** The declared type of what a source starts from. */
export function baseType(source: BaseSource, policy: PolicyDocument): ValueType | undefined {
  switch (source.source) {
    case "attribute":
      return attributeType(source.name, policy);
    case "metadata":
      return source.type;
    case "setting":
      return ownMember(policy.settings, source.name);
    case "lookup":
      return ownMember(ownMember(policy.lookups, source.name)?.fields, source.field);
    default:
      return undefined;
  }
}

/** Every fact that rules for this kind of token read, on all sides together. */
export class FactsRead {
  readonly facts = new Map<string, FactRead>();
  readonly #sides: readonly Side[];

  constructor(sides: readonly Side[], kind: Kind) {
    this.#sides = sides;
    for (const [number, { policy }] of sides.entries()) {
      const rules = rulesOf(policy).filter((rule) => rule.kind === kind);
      for (const rule of rules) this.#addRule(rule, number);
    }
    // What a fact learns from one claim it passes on to another, until none learns any more.
    let before = -1;
    for (let now = 0; now !== before; before = now, now = this.#countNamed()) this.#shareClaimValues(kind);
  }

  /**
   * Two texts that no rule names, the same for every fact, so that what one fact has another can have as well: short ones where some
   * text must be short.
   */
  get unnamed(): readonly string[] {
    const named = new Set([...this.facts.values()].flatMap((fact) => [...fact.named].map(String)));
    const longest = Math.min(...[...this.facts.values()].flatMap(({ types }) => textLengths(types.values())));
    const readable = ["other", "another"].filter((text) => text.length <= longest);
    const short = [..."0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"];
    // Where rules name that many short texts there is room for longer ones.
    const more = Array.from({ length: named.size + 2 }, (_, index) => `_${index.toString(36)}`);
    return [...readable, ...short, ...more].filter((text) => !named.has(text)).slice(0, 2);
  }

  #countNamed(): number {
    return [...this.facts.values()].reduce((sum, { named }) => sum + named.size, 0);
  }

  /** Notes that a source is read and what it is compared with. */
  add(source: Source, side: number, named: Iterable<Scalar> = []): void {
    const fact = factOf(source, side, this.#sides);
    const policy = this.#sides[side]?.policy;
    const type = policy && baseType(source, policy);
    if (fact === undefined || type === undefined) return;
    const key = factKey(fact);
    const known = this.facts.get(key) ?? { fact, types: new Map(), named: new Set() };
    known.types.set(canonicalJson(type), type);
    for (const value of [...named, ...mapKeys(source)]) known.named.add(value);
    this.facts.set(key, known);
  }

  /** Notes what a condition reads. */
  addCondition(condition: Condition, side: number): void {
    for (const { atom } of atomsOf(condition, ""))
      if ("of" in atom) this.add(atom.of, side, comparedWith(atom));
  }

  #addRule({ claim, when }: ListedRule, side: number): void {
    if (claim !== undefined) this.add(claim.from, side);
    if (when !== undefined) this.addCondition(when, side);
  }

  /** What a claim can be on one side is asked about on the other, so that a value that is new is told from one that moved. */
  #shareClaimValues(kind: Kind): void {
    const pictures = kind === "user" ? (["idToken", "accessToken"] as const) : (["machineToken"] as const);
    for (const picture of pictures) {
      const names = new Set(this.#sides.flatMap(({ policy }) => Object.keys(policy[picture]?.claims ?? {})));
      for (const name of names) {
        const rules = this.#sides.map(({ policy }) => ownMember(policy[picture]?.claims, name));
        // What a rule does not draw, the ID token may have from the attribute of that name.
        if (picture === "idToken") this.#share(name, rules);
        else if (new Set(rules.map((rule) => canonicalJson(rule?.from ?? null))).size > 1)
          this.#share(undefined, rules);
      }
    }
  }

  #share(attribute: string | undefined, rules: readonly (ClaimRule | undefined)[]): void {
    const lengths = new Set<number>();
    const values = rules.flatMap((rule, side) => {
      if (rule === undefined) return [];
      const fact = factOf(rule.from, side, this.#sides);
      const read = fact && this.facts.get(factKey(fact));
      const declared = [...(read?.types.values() ?? [])].flatMap((type): readonly Scalar[] => {
        if (type.type === "integer") return [type.min, type.max];
        return type.type === "oneOf" ? type.values : [];
      });
      for (const length of textLengths(read?.types.values() ?? [])) lengths.add(length);
      return [...(read?.named ?? []), ...declared, ...statedValues(rule)];
    });
    if (attribute !== undefined)
      for (const { policy } of this.#sides.filter((side) => isKnownAttribute(attribute, side.policy)))
        for (const length of textLengths([attributeType(attribute, policy)])) lengths.add(length);
    // A text that is longer than all that the claim could be is new.
    if (lengths.size > 1) values.push(...[...lengths].map((length) => "x".repeat(length)));
    for (const [side, rule] of rules.entries()) {
      if (rule !== undefined) this.add(rule.from, side, values);
      const { policy } = this.#sides[side] ?? {};
      if (attribute !== undefined && policy !== undefined && isKnownAttribute(attribute, policy))
        this.add({ source: "attribute", name: attribute }, side, values);
    }
  }
}

function textLengths(types: Iterable<ValueType>): number[] {
  return [...types].flatMap((type) => (type.type === "text" ? [type.maxLength] : []));
}

function mapKeys({ steps = [] }: Source): string[] {
  return steps.flatMap((step) => ("map" in step ? Object.keys(step.map) : []));
}

function comparedWith(atom: Atom): readonly Scalar[] {
  if ("values" in atom) return atom.values;
  return "value" in atom ? [atom.value] : [];
}

/** The values that a claim rule states itself. */
function statedValues({ from, otherwise }: ClaimRule): Scalar[] {
  const steps = (from.steps ?? []).flatMap((step) => ("map" in step ? Object.values(step.map) : [step.or]));
  const constant = from.source === "constant" ? [from.value] : [];
  return [...steps, ...constant, otherwise].filter(
    (value): value is Scalar =>
      typeof value === "string" || typeof value === "number" || typeof value === "boolean",
  );
}
