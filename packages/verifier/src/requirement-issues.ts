// Is a requirement well said? An unknown key or name must not open a route, so each is an issue.
import { isJsonObject } from "@claimsmith/cognito-model";
import { ConfigurationError, type ConfigurationIssue } from "./errors.ts";
import { partsOf } from "./requirement.ts";
import type { ClaimRule, TokenRules } from "./token-rules.ts";

/** The issues of one value at a path. */
type Find = (path: string, value: unknown) => readonly ConfigurationIssue[];
/** What an object may hold, by key. */
type Parts = Readonly<Record<string, Find>>;

/** Every issue of a requirement of a policy; none where it is well said. */
export type RequirementIssues = Find;

/** Prepares the reading of requirements against a contract. */
export function requirementIssues(rules: TokenRules): RequirementIssues {
  const groups = allOrAny(rules.groups, "a group of the policy");
  const clients = listOf((name) => rules.clients.has(name as string), "a client of the policy");
  const parts: Parts = {
    scopes: allOrAny(rules.scopes, "a scope of the policy"),
    groups,
    kind: is((value) => value === "user" || value === "machine", "user or machine"),
    clients,
    claims: claimValues(rules, false),
    asserted: claimValues(rules, true),
    maxAge: filled({ sinceIssueSeconds: seconds(86_400), sinceAuthenticationSeconds: seconds(315_360_000) }),
    idToken: filled({ groups }),
    and: (path, value) =>
      Array.isArray(value)
        ? value.flatMap((part, at) => partIssues(`${path}[${at}]`, part, parts))
        : [{ path, expected: "a list of requirements" }],
  };
  return (path, value) => {
    const issues = partIssues(path, value, parts);
    return issues.length > 0 ? issues : contradictions(path, value as object, rules);
  };
}

/**
 * Refuses a requirement with issues.
 *
 * @throws ConfigurationError `REQUIREMENT_INVALID` with every issue.
 */
export function assertNoIssues(issues: readonly ConfigurationIssue[]): void {
  if (issues.length > 0) throw new ConfigurationError("REQUIREMENT_INVALID", issues);
}

/** What could never be met: joined requirements for different kinds, and claims that the demanded kind never has. */
function contradictions(path: string, requirement: object, rules: TokenRules): readonly ConfigurationIssue[] {
  const parts = partsOf(requirement);
  const [kind, ...others] = new Set(parts.flatMap((part) => part.kind ?? []));
  if (others.length > 0) return [{ path: at(path, "and"), expected: "requirements for the same kind" }];
  if (kind === undefined) return [];
  const known = new Set(rules.claims[kind].map(({ name }) => name));
  const named = parts.flatMap(({ claims, asserted }) => [
    ...Object.keys(claims ?? {}).map((name) => ["claims", name] as const),
    ...Object.keys(asserted ?? {}).map((name) => ["asserted", name] as const),
  ]);
  return named
    .filter(([, name]) => !known.has(name))
    .map(([part, name]) => ({ path: at(path, `${part}.${name}`), expected: `a claim that a ${kind} has` }));
}

function is(holds: (value: unknown) => boolean, expected: string): Find {
  return (path, value) => (holds(value) ? NONE : [{ path, expected }]);
}

function seconds(most: number): Find {
  const holds = (value: unknown) =>
    Number.isInteger(value) && (value as number) > 0 && (value as number) <= most;
  return is(holds, `whole seconds from 1 to ${most}`);
}

function listOf(isKnown: (item: unknown) => boolean, noun: string): Find {
  return (path, names) => {
    if (!Array.isArray(names) || names.length === 0)
      return [{ path, expected: "a list of at least one name" }];
    if (names.every(isKnown)) return NONE;
    return names.flatMap((name, index) =>
      isKnown(name) ? [] : [{ path: `${path}[${index}]`, expected: noun }],
    );
  };
}

function allOrAny(known: ReadonlySet<unknown>, noun: string): Find {
  const list = listOf((name) => known.has(name), noun);
  return filled({ all: list, any: list });
}

/** An object that says something: at least one of its parts. */
function filled(parts: Parts): Find {
  return (path, value) =>
    isJsonObject(value) && Object.keys(value).length === 0
      ? [{ path, expected: `at least one of ${namesOf(parts)}` }]
      : partIssues(path, value, parts);
}

/** Claims of the contract, each with values that it can have. */
function claimValues(rules: TokenRules, asserted: boolean): Find {
  const claims = new Map<string, ClaimRule[]>();
  for (const rule of [...rules.claims.user, ...rules.claims.machine]) {
    if (rule.asserted === asserted) claims.set(rule.name, [...(claims.get(rule.name) ?? []), rule]);
  }
  const names = [...claims.keys()].join(", ") || "no claim: the policy has none";
  const expected = asserted ? `an asserted claim: ${names}` : `a claim of the policy: ${names}`;
  return (path, value) => {
    if (!isJsonObject(value) || Object.keys(value).length === 0) return [{ path, expected }];
    return Object.entries(value).flatMap(([name, wanted]) => {
      const own = claims.get(name);
      return own === undefined
        ? [{ path: at(path, name), expected }]
        : valueIssues(at(path, name), wanted, own);
    });
  };
}

function valueIssues(
  path: string,
  wanted: unknown,
  rules: readonly ClaimRule[],
): readonly ConfigurationIssue[] {
  const values: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
  const isPossible = (value: unknown) =>
    COMPARABLE.has(typeof value) && rules.some(({ accept }) => accept(value) !== undefined);
  if (values.length > 0 && values.every(isPossible)) return NONE;
  return [{ path, expected: "a text, number or flag that the claim can have, or a list of such" }];
}

const COMPARABLE: ReadonlySet<string> = new Set(["string", "number", "boolean"]);

/** Nearly always this is the answer: so it is made once. */
const NONE: readonly ConfigurationIssue[] = [];

/** The issues of an object: those of its parts, and one for each key that is not a part. */
function partIssues(path: string, value: unknown, parts: Parts): readonly ConfigurationIssue[] {
  if (!isJsonObject(value)) return [{ path, expected: `an object with ${namesOf(parts)}` }];
  return Object.keys(value).flatMap((key) => {
    const find = Object.hasOwn(parts, key) ? parts[key] : undefined;
    return (
      find?.(at(path, key), value[key]) ?? [{ path: at(path, key), expected: `one of ${namesOf(parts)}` }]
    );
  });
}

function at(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function namesOf(parts: Parts): string {
  return Object.keys(parts).join(", ");
}
