// Could a refresh that asks for fewer scopes give a token that does more?
import { isSystemScope } from "@claimsmith/cognito-model";
import { atomsOfRule } from "../../analysis/facts-read.ts";
import { rulesOf } from "../../analysis/rules-of.ts";
import { memberPath } from "../../language/member-path.ts";
import type { PolicyDocument } from "../../language/policy.ts";
import { issue, type PolicyIssue } from "../issues.ts";

/**
 * Issues of `scopeRequested`. A refresh asks for the scopes of its sign-in or for fewer, and AWS's pages disagree on how a
 * trigger would tell that it is one. So a scope that is not asked for may only narrow what a token does: in a granting rule the
 * atom stands plain, in a restricting rule under `not`. And it names a scope that can be asked for, not one that the policy adds.
 */
export function checkRefresh(policy: PolicyDocument): PolicyIssue[] {
  const added = addedScopes(policy);
  return rulesOf(policy).flatMap((rule) =>
    atomsOfRule(rule).flatMap(({ atom, path, negated }) => {
      if (atom.test !== "scopeRequested") return [];
      if (added.has(atom.scope) && !isSystemScope(atom.scope)) {
        const expected = "a scope that can be asked for, not one that the policy adds";
        return [issue("REFRESH_WIDENS", path, { expected, received: JSON.stringify(atom.scope) })];
      }
      if (negated === (rule.effect === "restricts")) return [];
      const expected =
        rule.effect === "grants"
          ? "scopeRequested without not, in a rule that grants"
          : "not(scopeRequested(…)), in a rule that restricts";
      return [
        issue("REFRESH_WIDENS", path, { expected, received: memberPath("scopeRequested", atom.scope) }),
      ];
    }),
  );
}

/** The scopes that a picture adds without their being asked for. */
function addedScopes(policy: PolicyDocument): ReadonlySet<string> {
  const drawn = [
    ...Object.entries(policy.accessToken?.scopes ?? {}),
    ...Object.entries(policy.machineToken?.scopes ?? {}),
  ];
  return new Set(drawn.filter(([, { asked }]) => asked === undefined).map(([scope]) => scope));
}
