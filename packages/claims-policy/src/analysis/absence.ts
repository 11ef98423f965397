// Can a condition be left unknown by facts that are absent?
import type { Facts, LookupResult } from "../evaluation/facts.ts";
import { attributeType } from "../evaluation/read-source.ts";
import { conditionTest } from "../evaluation/test-condition.ts";
import { UNKNOWN } from "../evaluation/truth.ts";
import type { Condition } from "../language/conditions.ts";
import type { PolicyDocument } from "../language/policy.ts";
import type { AttributeSource, LookupSource, MetadataSource, Scalar, Source } from "../language/sources.ts";
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
  if (!outcomes(condition, policy).has("unknown")) return false;
  const variables = variablesOf(condition, policy);
  const combinations = variables.reduce((product, { values }) => product * values.length, 1);
  if (combinations > 100_000) return true;
  const test = conditionTest(condition, policy);
  for (let number = 0; number < combinations; number++) {
    if (test(factsOf(variables, number, kind)) === UNKNOWN) return true;
  }
  return false;
}

type Outcome = "false" | "true" | "unknown";

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

/** One fact with every value that the condition can tell apart; `undefined` is absent. */
interface Variable {
  readonly fact: FactName;
  readonly values: readonly (Scalar | undefined)[];
}

type FactName =
  | { readonly source: "group" | "client" | "scope"; readonly name: string }
  | AttributeSource
  | LookupSource
  | MetadataSource;

function variablesOf(condition: Condition, policy: PolicyDocument): Variable[] {
  const variables = new Map<string, { fact: FactName; values: Set<Scalar | undefined> }>();
  const vary = (fact: FactName, values: readonly (Scalar | undefined)[]): void => {
    const key = JSON.stringify([fact.source, fact.name, "field" in fact ? fact.field : ""]);
    const known = variables.get(key) ?? { fact, values: new Set() };
    for (const value of values) known.values.add(value);
    variables.set(key, known);
  };
  const clients = Object.keys(policy.clients);
  for (const { atom } of atomsOf(condition, "")) {
    if (atom.test === "inGroup") vary({ source: "group", name: atom.group }, [true, undefined]);
    else if (atom.test === "scopeRequested") vary({ source: "scope", name: atom.scope }, [true, undefined]);
    else if (atom.test === "isClient") vary({ source: "client", name: "" }, clients);
    else if (isVariable(atom.of)) {
      const compared = "values" in atom ? atom.values : "value" in atom ? [atom.value] : [];
      vary(atom.of, tellApart(atom.of, compared, policy));
    }
  }
  return [...variables.values()].map(({ fact, values }) => ({ fact, values: [...values] }));
}

function isVariable(source: Source): source is Source & (AttributeSource | LookupSource | MetadataSource) {
  return source.source === "attribute" || source.source === "lookup" || source.source === "metadata";
}

/** Absent, each constant and each key of a map, the neighbours of numbers, and one value that is none of these. */
function tellApart(
  source: AttributeSource | LookupSource | MetadataSource,
  compared: readonly Scalar[],
  policy: PolicyDocument,
): (Scalar | undefined)[] {
  const type = typeOf(source, policy);
  const keys = ((source as Source).steps ?? []).flatMap((step) =>
    "map" in step ? Object.keys(step.map) : [],
  );
  const named = [...compared, ...keys];
  switch (type.type) {
    case "oneOf":
      return [undefined, ...type.values];
    case "flag":
      return [undefined, true, false];
    case "integer": {
      const numbers = named.map(Number).flatMap((value) => [value - 1, value, value + 1]);
      return [
        undefined,
        ...[...numbers, type.min, type.max].filter((value) => value >= type.min && value <= type.max),
      ];
    }
    default:
      return [undefined, ...named, named.includes("x") ? named.map(String).join("") : "x"];
  }
}

function typeOf(source: AttributeSource | LookupSource | MetadataSource, policy: PolicyDocument): ValueType {
  if (source.source === "attribute") return attributeType(source.name, policy);
  if (source.source === "metadata") return source.type;
  return policy.lookups?.[source.name]?.fields[source.field] ?? { type: "text", maxLength: 1 };
}

/** The facts in which every variable has the value that the number picks for it, in mixed radix. */
function factsOf(variables: readonly Variable[], number: number, kind: "user" | "machine"): Facts {
  const attributes: Record<string, string> = {};
  const metadata: Record<string, string> = {};
  const fields: Record<string, Record<string, unknown>> = {};
  const named: Record<"group" | "client" | "scope", string[]> = { group: [], client: [], scope: [] };
  let rest = number;
  for (const { fact, values } of variables) {
    const value = values[rest % values.length];
    rest = Math.floor(rest / values.length);
    if (fact.source === "lookup") fields[fact.name] = { ...fields[fact.name], [fact.field]: value };
    else if (value === undefined) continue;
    else if (fact.source === "attribute") attributes[fact.name] = String(value);
    else if (fact.source === "metadata") metadata[fact.name] = String(value);
    else named[fact.source].push(fact.source === "client" ? String(value) : fact.name);
  }
  const lookups = Object.fromEntries(
    Object.entries(fields).map(([name, found]): [string, LookupResult] => [
      name,
      { status: "found", fields: found },
    ]),
  );
  const shared = { client: named.client[0] ?? "", scopes: named.scope, metadata, lookups };
  return kind === "machine" ? { kind, ...shared } : { kind, attributes, groups: named.group, ...shared };
}
