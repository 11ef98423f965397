// Does everything that is referred to exist, and can a machine have it?
import { isSystemScope } from "@claimsmith/cognito-model";
import { atomsOfRule, type ListedAtom, sourcesOfRule } from "../../analysis/facts-read.ts";
import { type ListedRule, rulesOf } from "../../analysis/rules-of.ts";
import { declaredScopes } from "../../analysis/token-contract.ts";
import { isKnownAttribute } from "../../analysis/trust.ts";
import { memberPath } from "../../language/member-path.ts";
import { ownMember } from "../../language/own-member.ts";
import type { PolicyDocument } from "../../language/policy.ts";
import type { BaseSource } from "../../language/sources.ts";
import { issue, type PolicyIssue } from "../issues.ts";

/** A name that is used somewhere, and whether the policy declares it. */
export interface Reference {
  readonly path: string;
  readonly what: string;
  readonly name: string;
  readonly exists: boolean;
}

/** Issues for every name that the policy uses and does not declare, and for facts of people that a machine's rule reads. */
export function checkReferences(policy: PolicyDocument): PolicyIssue[] {
  const rules = rulesOf(policy);
  const references = [
    ...rules.flatMap((rule) => ruleReferences(rule, policy)),
    ...pictureReferences(policy),
    ...declarationReferences(policy),
  ];
  const undeclared = references
    .filter(({ exists }) => !exists)
    .map(({ path, what, name }) =>
      issue("UNDECLARED", path, { expected: `a declared ${what}`, received: JSON.stringify(name) }),
    );
  return [
    ...undeclared,
    ...rules.flatMap((rule) => (rule.kind === "machine" ? personFacts(rule, policy) : [])),
  ];
}

function has(section: object | undefined, name: string): boolean {
  return Object.hasOwn(section ?? {}, name);
}

function ruleReferences(rule: ListedRule, policy: PolicyDocument): Reference[] {
  return [
    ...atomsOfRule(rule).flatMap((listed) => atomReference(listed, policy)),
    ...sourcesOfRule(rule).flatMap(({ source, path }) => sourceReference(source, path, policy)),
  ];
}

/** The name that an atom uses. */
export function atomReference({ atom, path }: ListedAtom, policy: PolicyDocument): Reference[] {
  switch (atom.test) {
    case "inGroup":
      return [{ path, what: "group", name: atom.group, exists: has(policy.groups, atom.group) }];
    case "isClient":
      return [{ path, what: "client", name: atom.client, exists: has(policy.clients, atom.client) }];
    case "scopeRequested":
      return [{ path, what: "scope", name: atom.scope, exists: isKnownScope(atom.scope, policy) }];
    default:
      return [];
  }
}

/** The name that a source uses. */
export function sourceReference(source: BaseSource, path: string, policy: PolicyDocument): Reference[] {
  switch (source.source) {
    case "attribute":
      return [{ path, what: "attribute", name: source.name, exists: isKnownAttribute(source.name, policy) }];
    case "setting":
      return [{ path, what: "setting", name: source.name, exists: has(policy.settings, source.name) }];
    case "lookup": {
      const fields = ownMember(policy.lookups, source.name)?.fields;
      if (fields === undefined) return [{ path, what: "look-up", name: source.name, exists: false }];
      return [
        {
          path,
          what: `field of the look-up ${source.name}`,
          name: source.field,
          exists: has(fields, source.field),
        },
      ];
    }
    default:
      return [];
  }
}

function isKnownScope(scope: string, policy: PolicyDocument): boolean {
  return isSystemScope(scope) || declaredScopes(policy).includes(scope);
}

/** Scopes that pictures draw, clients that their rules name, groups that the override changes. */
function pictureReferences(policy: PolicyDocument): Reference[] {
  const pictures = [
    ["accessToken", policy.accessToken],
    ["machineToken", policy.machineToken],
  ] as const;
  const scopeRules = pictures.flatMap(([name, picture]) =>
    Object.entries(picture?.scopes ?? {}).map(([scope, rule]) => ({
      scope,
      rule,
      path: memberPath(`${name}.scopes`, scope),
    })),
  );
  const withheld = Object.entries(policy.accessToken?.withhold ?? {}).map(([scope, rule]) => ({
    rule,
    path: memberPath("accessToken.withhold", scope),
  }));
  return [
    ...scopeRules.map(({ scope, path }) => ({
      path,
      what: "scope",
      name: scope,
      exists: isKnownScope(scope, policy),
    })),
    ...[...scopeRules, ...withheld].flatMap(({ rule, path }) =>
      (rule.clients ?? []).map((name, index) => ({
        path: memberPath(`${path}.clients`, index),
        what: "client",
        name,
        exists: has(policy.clients, name),
      })),
    ),
    ...(["keep", "add"] as const).flatMap((section) =>
      Object.keys(policy.groupOverride?.[section] ?? {}).map((name) => ({
        path: memberPath(`groupOverride.${section}`, name),
        what: "group",
        name,
        exists: has(policy.groups, name),
      })),
    ),
  ];
}

/** What declarations refer to: scopes and attributes of clients, roles of groups, keys of look-ups, mapped attributes. */
function declarationReferences(policy: PolicyDocument): Reference[] {
  const attribute = (path: string) => (name: string, index: number) => ({
    path: memberPath(path, index),
    what: "attribute",
    name,
    exists: isKnownAttribute(name, policy),
  });
  const clients = Object.entries(policy.clients).flatMap(([name, client]) => {
    const path = memberPath("clients", name);
    return [
      ...client.scopes.map((scope, index) => ({
        path: memberPath(`${path}.scopes`, index),
        what: "scope",
        name: scope,
        exists: isKnownScope(scope, policy),
      })),
      ...(client.writes ?? []).map(attribute(`${path}.writes`)),
      ...(client.reads ?? []).map(attribute(`${path}.reads`)),
      ...(client.identityProviders ?? []).map((provider, index) => ({
        path: memberPath(`${path}.identityProviders`, index),
        what: "identity provider",
        name: provider,
        exists: has(policy.identityProviders, provider),
      })),
    ];
  });
  const roles = Object.entries(policy.groups ?? {}).flatMap(([name, { role }]) =>
    typeof role === "object" ? sourceReference(role, `${memberPath("groups", name)}.role`, policy) : [],
  );
  const keys = Object.entries(policy.lookups ?? {}).flatMap(([name, { key }]) =>
    typeof key === "object" ? sourceReference(key, `${memberPath("lookups", name)}.key`, policy) : [],
  );
  const mapped = Object.entries(policy.identityProviders ?? {}).flatMap(([name, { attributes }]) =>
    attributes.map(attribute(`${memberPath("identityProviders", name)}.attributes`)),
  );
  return [...clients, ...roles, ...keys, ...mapped];
}

/** Attributes, groups, and look-ups by anything but the client id. */
function personFacts(rule: ListedRule, policy: PolicyDocument): PolicyIssue[] {
  const groups = atomsOfRule(rule).filter(({ atom }) => atom.test === "inGroup");
  const sources = sourcesOfRule(rule).filter(
    ({ source }) =>
      source.source === "attribute" || source.source === "groups" || isPersonsLookup(source, policy),
  );
  return [...groups, ...sources].map(({ path }) =>
    issue("PERSON_FACT_ON_MACHINE", path, {
      expected: "a fact that a machine has",
      received: "a fact about a person",
    }),
  );
}

function isPersonsLookup(source: BaseSource, policy: PolicyDocument): boolean {
  const lookup = source.source === "lookup" ? ownMember(policy.lookups, source.name) : undefined;
  return lookup !== undefined && lookup.key !== "clientId";
}
