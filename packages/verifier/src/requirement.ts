// What may a route demand of a token, and is a demand well said?
import type { GroupOf, ScopeOf } from "@claimsmith/claims-policy/contract";
import { isJsonObject } from "@claimsmith/cognito-model";
import { ConfigurationError, type ConfigurationIssue } from "./errors.ts";
import type { PrincipalKind, TokenRules } from "./token-rules.ts";

/** Every one of a list, at least one of a list, or both. No list is empty. */
export interface AllOrAny<T extends string> {
  readonly all?: readonly T[];
  readonly any?: readonly T[];
}

/** What a route demands beyond a valid access token. `{}` demands nothing more. */
export interface Requirement<P = unknown, K extends PrincipalKind = PrincipalKind> {
  /** Scopes of the policy, or Cognito's own. Compared exactly. */
  readonly scopes?: AllOrAny<ScopeOf<P>>;
  /** Groups that the policy declares. A machine is in none. */
  readonly groups?: AllOrAny<GroupOf<P>>;
  /** Who must have signed in. Default: either. */
  readonly kind?: K;
}

/** Refuses a requirement that says something unknown: a misspelt key or scope must not open a route. */
export type AssertRequirement = (requirement: unknown) => void;

/**
 * Prepares the check of requirements against a contract. The check throws ConfigurationError `REQUIREMENT_INVALID` with
 * every issue.
 */
export function requirementAssertion(rules: TokenRules): AssertRequirement {
  const parts: Parts = {
    scopes: namesIn({ known: rules.scopes, noun: "a scope of the policy" }),
    groups: namesIn({ known: rules.groups, noun: "a group of the policy" }),
    kind: (path, value) =>
      value === "user" || value === "machine" ? [] : [{ path, expected: "user or machine" }],
  };
  return (requirement) => {
    const issues = partIssues("", requirement, parts);
    if (issues.length > 0) throw new ConfigurationError("REQUIREMENT_INVALID", issues);
  };
}

type Find = (path: string, value: unknown) => readonly ConfigurationIssue[];
type Parts = Readonly<Record<string, Find>>;

interface Vocabulary {
  readonly known: ReadonlySet<string>;
  readonly noun: string;
}

function namesIn({ known, noun }: Vocabulary): Find {
  const list: Find = (path, names) => {
    if (!Array.isArray(names) || names.length === 0)
      return [{ path, expected: "a list of at least one name" }];
    if (names.every((name) => known.has(name))) return NONE;
    return names.flatMap((name, at) => (known.has(name) ? [] : [{ path: `${path}[${at}]`, expected: noun }]));
  };
  const parts: Parts = { all: list, any: list };
  return (path, value) =>
    isJsonObject(value) && Object.keys(value).length === 0
      ? [{ path, expected: "all, any or both" }]
      : partIssues(path, value, parts);
}

/** Every verification asks, and nearly always this is the answer: so it is made once. */
const NONE: readonly ConfigurationIssue[] = [];

/** The issues of an object: those of its parts, and one for each key that is not a part. */
function partIssues(path: string, value: unknown, parts: Parts): readonly ConfigurationIssue[] {
  if (!isJsonObject(value)) return [{ path, expected: `an object with ${namesOf(parts)}` }];
  let issues = NONE;
  for (const key of Object.keys(value)) {
    const at = path === "" ? key : `${path}.${key}`;
    const find = Object.hasOwn(parts, key) ? parts[key] : undefined;
    const found = find?.(at, value[key]) ?? [{ path: at, expected: `one of ${namesOf(parts)}` }];
    if (found.length > 0) issues = [...issues, ...found];
  }
  return issues;
}

function namesOf(parts: Parts): string {
  return Object.keys(parts).join(", ");
}
