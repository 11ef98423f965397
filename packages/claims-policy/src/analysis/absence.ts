// What can a condition be: above all, can it be left unknown by facts that are absent?
import type { JsonValue } from "@claimsmith/cognito-model";
import type { Facts, LookupResult } from "../evaluation/facts.ts";
import { attributeType } from "../evaluation/read-source.ts";
import { conditionTest } from "../evaluation/test-condition.ts";
import { FALSE, TRUE, type Truth, UNKNOWN } from "../evaluation/truth.ts";
import type { Atom, Condition } from "../language/conditions.ts";
import { ownMember } from "../language/own-member.ts";
import type { ClientDeclaration, PolicyDocument } from "../language/policy.ts";
import type {
  AttributeSource,
  LookupSource,
  MetadataSource,
  Scalar,
  SettingSource,
  Source,
} from "../language/sources.ts";
import type { ValueType } from "../language/value-types.ts";
import { atomsOf } from "./facts-read.ts";
import { sourceTypes } from "./source-types.ts";

/**
 * True where some combination of absent facts leaves the condition unknown.
 *
 * First the outcomes that each part can have are combined as if the parts were independent: most conditions are decided by
 * that. Where it is not enough (the same fact twice, `has` beside a comparison), every combination of values that the
 * condition can tell apart is tried with the evaluator's own test. A condition with more than 100,000 of them counts as
 * undecided.
 */
export function canBeUndecided(
  condition: Condition,
  policy: PolicyDocument,
  kind: "user" | "machine",
): boolean {
  return canBe("unknown", condition, { policy, kind });
}

/** Whose condition it is. */
export interface ConditionPlace {
  readonly policy: PolicyDocument;
  readonly kind: "user" | "machine";
}

/** As `canBeUndecided`, for any outcome: false only where no facts of their declared types give it. */
export function canBe(
  outcome: ConditionOutcome,
  condition: Condition,
  { policy, kind }: ConditionPlace,
): boolean {
  if (!outcomes(condition, policy).has(outcome)) return false;
  const variables = variablesOf(condition, policy, kind);
  const combinations = variables.reduce((product, { values }) => product * values.length, 1);
  if (combinations > 100_000) return true;
  const test = conditionTest(condition, policy);
  for (let number = 0; number < combinations; number++) {
    if (test(factsOf(variables, number, kind)) === TRUTHS[outcome]) return true;
  }
  return false;
}

/** What a condition can be. Unknown is here what absent facts leave, not invalid ones. */
export type ConditionOutcome = "false" | "true" | "unknown";

type Outcome = ConditionOutcome;

const TRUTHS: Readonly<Record<Outcome, Truth>> = { false: FALSE, true: TRUE, unknown: UNKNOWN };

function outcomes(condition: Condition, policy: PolicyDocument): ReadonlySet<Outcome> {
  switch (condition.test) {
    case "all":
      return combined(condition.conditions, policy, { decisive: "false", otherwise: "true" });
    case "any":
      return combined(condition.conditions, policy, { decisive: "true", otherwise: "false" });
    case "not":
      return new Set([...outcomes(condition.condition, policy)].map((outcome) => NEGATED[outcome]));
    case "inGroup":
    case "isClient":
    case "scopeRequested":
    case "has":
      return new Set(["false", "true"]);
    default:
      return new Set(
        sourceTypes(condition.of, policy).canBeAbsent ? ["false", "true", "unknown"] : ["false", "true"],
      );
  }
}

const NEGATED: Readonly<Record<Outcome, Outcome>> = { false: "true", true: "false", unknown: "unknown" };

function combined(
  parts: readonly Condition[],
  policy: PolicyDocument,
  { decisive, otherwise }: { readonly decisive: Outcome; readonly otherwise: Outcome },
): ReadonlySet<Outcome> {
  const pair = (a: Outcome, b: Outcome): Outcome => {
    if (a === decisive || b === decisive) return decisive;
    return a === "unknown" || b === "unknown" ? "unknown" : otherwise;
  };
  let before: readonly Outcome[] = [otherwise];
  for (const part of parts) {
    const next = [...outcomes(part, policy)];
    before = [...new Set(before.flatMap((a) => next.map((b) => pair(a, b))))];
  }
  return new Set(before);
}

/** A value of a fact; `undefined` is absent. */
type Value = JsonValue | undefined;

/** One fact with every value that the condition can tell apart. */
interface Variable {
  readonly fact: FactName;
  readonly values: readonly Value[];
}

type TypedSource = AttributeSource | LookupSource | MetadataSource | SettingSource;

type FactName =
  | { readonly source: "group" | "client" | "scope" | "policyHash"; readonly name: string }
  | TypedSource;

/** The values of a fact, once all is known that the condition names of it. */
type ValuesOfNamed = (named: readonly Scalar[]) => readonly Value[];

function variablesOf(condition: Condition, policy: PolicyDocument, kind: "user" | "machine"): Variable[] {
  const facts = new Map<string, { fact: FactName; named: Scalar[]; values: ValuesOfNamed[] }>();
  for (const { atom } of atomsOf(condition, "")) {
    const [fact, values] = factOf(atom, policy, kind) ?? [];
    if (fact === undefined || values === undefined) continue;
    const key = JSON.stringify([fact.source, fact.name, "field" in fact ? fact.field : ""]);
    const known = facts.get(key) ?? { fact, named: [], values: [] };
    known.named.push(...namedBy(atom));
    known.values.push(values);
    facts.set(key, known);
  }
  return [...facts.values()].map(({ fact, named, values }) => ({
    fact,
    values: [...new Set(values.flatMap((of) => of(named)))],
  }));
}

/** The fact that an atom reads; nothing for what is always the same. */
function factOf(
  atom: Atom,
  policy: PolicyDocument,
  kind: "user" | "machine",
): readonly [FactName, ValuesOfNamed] | undefined {
  if (atom.test === "inGroup") return [{ source: "group", name: atom.group }, () => [true, undefined]];
  if (atom.test === "scopeRequested") return [{ source: "scope", name: atom.scope }, () => [true, undefined]];
  if (atom.test === "isClient") return [{ source: "client", name: "" }, () => clientsOf(policy, kind)];
  const { of } = atom;
  if (of.source === "policyHash")
    return [{ source: "policyHash", name: "" }, (named) => [undefined, ...valuesOf(HASH, named)]];
  if (!isTyped(of)) return undefined;
  const type = typeOf(of, policy);
  // A setting is always there.
  return [
    of,
    (named) => (of.source === "setting" ? valuesOf(type, named) : [undefined, ...valuesOf(type, named)]),
  ];
}

function clientsOf(policy: PolicyDocument, kind: "user" | "machine"): string[] {
  const isOfKind = ([, client]: [string, ClientDeclaration]) =>
    (client.kind === "machine") === (kind === "machine");
  return Object.entries(policy.clients)
    .filter(isOfKind)
    .map(([name]) => name);
}

function isTyped(source: Source): source is Source & TypedSource {
  return ["attribute", "lookup", "metadata", "setting"].includes(source.source);
}

const HASH: ValueType = { type: "text", maxLength: 12 };

/** What an atom compares with, and what the maps before it know. */
function namedBy(atom: Atom): readonly Scalar[] {
  if (!("of" in atom)) return [];
  const compared = "values" in atom ? atom.values : "value" in atom ? [atom.value] : [];
  const keys = (atom.of.steps ?? []).flatMap((step) => ("map" in step ? Object.keys(step.map) : []));
  return [...compared, ...keys];
}

/** The values of a type that can be told apart: what is named, the neighbours of numbers, and one that is not named. */
function valuesOf(type: ValueType, named: readonly Scalar[]): readonly JsonValue[] {
  switch (type.type) {
    case "oneOf":
      return type.values;
    case "flag":
      return [true, false];
    case "integer":
      return [
        ...named.map(Number).flatMap((value) => [value - 1, value, value + 1]),
        type.min,
        type.max,
      ].filter((value) => value >= type.min && value <= type.max);
    case "list":
      return [[]];
    case "text":
      return [...named, unnamed(named, "")];
    case "roleArn":
      return [...named, unnamed(named, "arn:aws:iam::000000000000:role/")];
  }
}

/** A text that begins so and is none of these, as short as possible, so that it fits into every length. */
function unnamed(named: readonly Scalar[], prefix: string): string {
  const candidates = Array.from({ length: named.length + 1 }, (_, index) => prefix + index.toString(36));
  return candidates.find((text) => !named.includes(text)) ?? prefix;
}

function typeOf(source: TypedSource, policy: PolicyDocument): ValueType {
  const declared = {
    attribute: () => attributeType(source.name, policy),
    metadata: () => (source as MetadataSource).type,
    setting: () => ownMember(policy.settings, source.name),
    lookup: () => ownMember(ownMember(policy.lookups, source.name)?.fields, (source as LookupSource).field),
  }[source.source]();
  return declared ?? { type: "text", maxLength: 1 };
}

/** The facts in which every variable has the value that the number picks for it, in mixed radix. */
function factsOf(variables: readonly Variable[], number: number, kind: "user" | "machine"): Facts {
  const texts: Record<"attribute" | "metadata" | "policyHash", Record<string, string>> = {
    attribute: {},
    metadata: {},
    policyHash: {},
  };
  const settings: Record<string, JsonValue> = {};
  const fields: Record<string, Record<string, unknown>> = {};
  const named: Record<"group" | "client" | "scope", string[]> = { group: [], client: [], scope: [] };
  let rest = number;
  for (const { fact, values } of variables) {
    const value = values[rest % values.length];
    rest = Math.floor(rest / values.length);
    if (fact.source === "lookup") fields[fact.name] = { ...fields[fact.name], [fact.field]: value };
    else if (value === undefined) continue;
    else if (fact.source === "setting") settings[fact.name] = value;
    else if (fact.source in texts) texts[fact.source as keyof typeof texts][fact.name] = String(value);
    else named[fact.source as keyof typeof named].push(fact.source === "client" ? String(value) : fact.name);
  }
  const lookups = Object.fromEntries(
    Object.entries(fields).map(([name, found]): [string, LookupResult] => [
      name,
      { status: "found", fields: found },
    ]),
  );
  const { attribute: attributes, metadata, policyHash } = texts;
  const hash = policyHash[""] === undefined ? {} : { policyHash: policyHash[""] };
  const shared = { client: named.client[0] ?? "", scopes: named.scope, metadata, settings, lookups, ...hash };
  return kind === "machine" ? { kind, ...shared } : { kind, attributes, groups: named.group, ...shared };
}
