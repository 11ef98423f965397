// Which facts does a rule rest on?
import type { Atom, Condition } from "../language/conditions.ts";
import { memberPath } from "../language/member-path.ts";
import { ownMember } from "../language/own-member.ts";
import type { PolicyDocument } from "../language/policy.ts";
import type { BaseSource, Source } from "../language/sources.ts";
import type { ListedRule } from "./rules-of.ts";

/** One atom of a condition, where it stands and whether an odd number of `not` stands around it. */
export interface ListedAtom {
  readonly atom: Atom;
  readonly path: string;
  readonly negated: boolean;
}

/** Every atom of a condition. */
export function* atomsOf(condition: Condition, path: string, negated = false): Generator<ListedAtom> {
  switch (condition.test) {
    case "all":
    case "any":
      for (const [index, part] of condition.conditions.entries()) {
        yield* atomsOf(part, memberPath(`${path}.conditions`, index), negated);
      }
      return;
    case "not":
      yield* atomsOf(condition.condition, `${path}.condition`, !negated);
      return;
    default:
      yield { atom: condition, path, negated };
  }
}

/** Every atom of a rule's condition. */
export function atomsOfRule({ when, path }: ListedRule): ListedAtom[] {
  return when === undefined ? [] : [...atomsOf(when, `${path}.when`)];
}

/** One source that a rule reads, and where it stands. */
export interface ListedSource {
  readonly source: Source;
  readonly path: string;
}

/** Every source that a rule reads: in its condition and, for a claim, in its value. */
export function sourcesOfRule(rule: ListedRule): ListedSource[] {
  const inCondition = atomsOfRule(rule).flatMap(({ atom, path }) =>
    "of" in atom ? [{ source: atom.of, path: `${path}.of` }] : [],
  );
  return rule.claim ? [{ source: rule.claim.from, path: `${rule.path}.from` }, ...inCondition] : inCondition;
}

/** The attributes that a source rests on: the one it reads, or the key of the look-up it reads. */
export function attributesBehind(source: BaseSource, policy: PolicyDocument): string[] {
  if (source.source === "attribute") return [source.name];
  if (source.source !== "lookup") return [];
  const key = ownMember(policy.lookups, source.name)?.key;
  return typeof key === "object" ? [key.name] : [];
}
