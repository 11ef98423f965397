// Can every comparison and every map meet a value that its source has?
import { atomsOfRule, sourcesOfRule } from "../../analysis/facts-read.ts";
import { rulesOf } from "../../analysis/rules-of.ts";
import { sourceTypes } from "../../analysis/source-types.ts";
import { fitsType } from "../../evaluation/fits-type.ts";
import type { Atom } from "../../language/conditions.ts";
import { memberPath } from "../../language/member-path.ts";
import type { PolicyDocument } from "../../language/policy.ts";
import type { Scalar, Source } from "../../language/sources.ts";
import type { ExactType, ValueType } from "../../language/value-types.ts";
import { describe, issue, type PolicyIssue } from "../issues.ts";

const IN_ORDER: readonly Atom["test"][] = ["isLessThan", "isAtMost", "isGreaterThan", "isAtLeast"];

/** Issues of comparisons and maps that can never meet a value: most often a misspelt constant, or text against a number. */
export function checkComparisons(policy: PolicyDocument): PolicyIssue[] {
  return rulesOf(policy).flatMap((rule) => [
    ...atomsOfRule(rule).flatMap(({ atom, path }) => checkAtom(atom, path, policy)),
    ...sourcesOfRule(rule).flatMap(({ source, path }) => checkMaps(source, path, policy)),
  ]);
}

function checkAtom(atom: Atom, path: string, policy: PolicyDocument): PolicyIssue[] {
  if (!("of" in atom) || atom.test === "has") return [];
  const { types } = sourceTypes(atom.of, policy);
  if (types.length === 0) return [];
  if (types.some(({ type }) => type === "list"))
    return [impossible(`${path}.of`, "a source with one value", "a list")];
  if (IN_ORDER.includes(atom.test)) {
    const numbers = types.every(hasOnlyNumbers) && "value" in atom && typeof atom.value === "number";
    return numbers ? [] : [impossible(path, "a number on both sides", "another type")];
  }
  const compared: readonly Scalar[] = "values" in atom ? atom.values : [atom.value];
  return compared
    .filter((value) => !types.some((type) => canBe(value, type)))
    .map((value) => impossible(path, "a value that the source can have", describe(value)));
}

function checkMaps(source: Source, path: string, policy: PolicyDocument): PolicyIssue[] {
  return (source.steps ?? []).flatMap((step, index) => {
    if (!("map" in step)) return [];
    const before = sourceTypes(
      { ...source, steps: (source.steps ?? []).slice(0, index) } as Source,
      policy,
    ).types;
    const here = memberPath(`${path}.steps`, index);
    if (before.some(({ type }) => type === "list"))
      return [impossible(here, "a source with one value", "a list")];
    return Object.keys(step.map)
      .filter((key) => before.length > 0 && !before.some((type) => canPrintAs(key, type)))
      .map((key) =>
        impossible(memberPath(`${here}.map`, key), "a value that the source can have", describe(key)),
      );
  });
}

function impossible(path: string, expected: string, received: string): PolicyIssue {
  return issue("COMPARISON_IMPOSSIBLE", path, { expected, received });
}

function hasOnlyNumbers(type: ValueType | ExactType): boolean {
  return (
    type.type === "integer" ||
    (type.type === "exact" && type.values.every((value) => typeof value === "number"))
  );
}

function canBe(value: Scalar, type: ValueType | ExactType): boolean {
  return type.type === "exact" ? type.values.includes(value) : fitsType(value, type);
}

/** A map names its values as text. */
function canPrintAs(key: string, type: ValueType | ExactType): boolean {
  if (type.type === "exact") return type.values.some((value) => String(value) === key);
  if (type.type === "flag") return key === "true" || key === "false";
  if (type.type === "integer") return String(Number(key)) === key && fitsType(Number(key), type);
  return fitsType(key, type);
}
