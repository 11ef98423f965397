// Does everything that an assertion speaks of exist? One that names nothing would hold for ever.
import { isSuppressibleClaim, isSystemScope, NAME_PATTERNS } from "@claimsmith/cognito-model";
import { atomsOf } from "../../analysis/facts-read.ts";
import { declaredScopes } from "../../analysis/token-contract.ts";
import { isKnownAttribute } from "../../analysis/trust.ts";
import { memberPath } from "../../language/member-path.ts";
import type { Policy, PolicyDocument } from "../../language/policy.ts";
import type { SettingSource } from "../../language/sources.ts";
import { atomReference, type Reference, sourceReference } from "../../validation/checks/references.ts";
import { issue, PolicyError, type PolicyIssue } from "../../validation/issues.ts";
import { deepFreeze, plainData } from "../../validation/plain-data.ts";
import { condition } from "../../validation/policy-shape.ts";
import {
  choice,
  listShape,
  may,
  must,
  objectShape,
  type ShapeReader,
  taggedShape,
  textShape,
} from "../../validation/shape.ts";
import type { AssertedOutcome, Assertion, AssertionOf, HasRole } from "./assertion.ts";

const settingSource = objectShape<SettingSource>({
  source: must(choice("setting")),
  name: must(textShape()),
});
const role: ShapeReader<HasRole["role"]> = (value, place) =>
  typeof value === "object"
    ? settingSource(value, place)
    : textShape("a role, by ARN or setting", NAME_PATTERNS.roleArn.pattern)(value, place);

const outcome = taggedShape<AssertedOutcome>("has", {
  scope: objectShape({ has: must(choice("scope")), scope: must(textShape()) }),
  group: objectShape({ has: must(choice("group")), group: must(textShape()) }),
  role: objectShape({ has: must(choice("role")), role: must(role) }),
  claim: objectShape({
    has: must(choice("claim")),
    claim: must(textShape()),
    token: may(choice("id", "access")),
  }),
  client: objectShape({ has: must(choice("client")), client: must(textShape()) }),
});

const assertionShape: ShapeReader<Assertion> = objectShape<Assertion>({
  never: must(listShape(outcome, 1)),
  unless: may(condition),
});

/** Every issue of assertions about a policy, with paths like `[0].never[1].scope`. An empty list means that they can be checked. */
export function validateAssertions(policy: PolicyDocument, assertions: unknown): PolicyIssue[] {
  return readAssertions(policy, assertions).issues;
}

/** Assertions that were read, and what is wrong with them. */
export function readAssertions(
  policy: PolicyDocument,
  input: unknown,
): { readonly assertions: readonly Assertion[]; readonly issues: PolicyIssue[] } {
  const issues: PolicyIssue[] = [];
  const data = plainData(input, { path: "", issues });
  const assertions = listShape(assertionShape)(data, { path: "", issues }) ?? [];
  if (issues.length > 0) return { assertions: [], issues };
  const undeclared = assertions
    .flatMap((assertion, index) => references(policy, assertion, `[${index}]`))
    .filter(({ exists }) => !exists)
    .map(({ path, what, name }) =>
      issue("UNDECLARED", path, { expected: `a declared ${what}`, received: JSON.stringify(name) }),
    );
  return { assertions, issues: undeclared };
}

/**
 * Defines assertions about a policy: plain data, with names that the compiler and this function hold against the policy.
 *
 * @throws PolicyError with code `POLICY_INVALID` and every issue, where the assertions have any.
 */
export function defineAssertions<P extends Policy>(
  policy: P,
  assertions: readonly AssertionOf<NoInfer<P>>[],
): readonly AssertionOf<P>[] {
  const read = readAssertions(policy, assertions);
  if (read.issues.length > 0) throw new PolicyError(read.issues, "assertions");
  return deepFreeze(read.assertions as AssertionOf<P>[]);
}

function references(policy: PolicyDocument, { never, unless }: Assertion, path: string): Reference[] {
  const outcomes = never.flatMap((each, index) => outcomeReference(policy, each, `${path}.never[${index}]`));
  if (unless === undefined) return outcomes;
  const atoms = [...atomsOf(unless, `${path}.unless`)].flatMap((listed) => [
    ...atomReference(listed, policy),
    ...("of" in listed.atom ? sourceReference(listed.atom.of, `${listed.path}.of`, policy) : []),
  ]);
  return [...outcomes, ...atoms];
}

function outcomeReference(policy: PolicyDocument, each: AssertedOutcome, path: string): Reference[] {
  const at = (member: string, what: string, name: string, exists: boolean) => [
    { path: memberPath(path, member), what, name, exists },
  ];
  const { groups = {}, clients } = policy;
  switch (each.has) {
    case "scope":
      return at(
        "scope",
        "scope",
        each.scope,
        isSystemScope(each.scope) || declaredScopes(policy).includes(each.scope),
      );
    case "group":
      return at("group", "group", each.group, Object.hasOwn(groups, each.group));
    case "client":
      return at("client", "client", each.client, Object.hasOwn(clients, each.client));
    case "claim":
      return at("claim", "claim", each.claim, isClaim(policy, each.claim));
    case "role": {
      const name = typeof each.role === "object" ? each.role.name : each.role;
      const isHeld = Object.values(groups).some(
        (declared) => (typeof declared.role === "object" ? declared.role.name : declared.role) === name,
      );
      return at("role", "role of a group", name, isHeld);
    }
  }
}

/** A claim that some picture draws, or that tokens have without one. */
function isClaim(policy: PolicyDocument, name: string): boolean {
  const { idToken, accessToken, machineToken } = policy;
  const isDrawn = [idToken, accessToken, machineToken].some((picture) =>
    Object.hasOwn(picture?.claims ?? {}, name),
  );
  return (
    isDrawn || name === "cognito:groups" || (isSuppressibleClaim(name) && isKnownAttribute(name, policy))
  );
}
