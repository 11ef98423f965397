// Can Cognito put these claims on the token, and should they be there?
import {
  claimValueProblem,
  isReservedClaim,
  isSuppressibleClaim,
  type JsonValue,
  standardAttribute,
  type TokenKind,
} from "@claimsmith/cognito-model";
import { sourcesOfRule } from "../../analysis/facts-read.ts";
import { rulesOf } from "../../analysis/rules-of.ts";
import { claimTypes } from "../../analysis/token-contract.ts";
import { memberPath } from "../../language/member-path.ts";
import type { ClaimRule, PolicyDocument } from "../../language/policy.ts";
import { describe, issue, type PolicyIssue } from "../issues.ts";

const PICTURES = [
  ["idToken", "id"],
  ["accessToken", "access"],
  ["machineToken", "access"],
] as const;

/** Issues of claim rules and suppressions: reserved names, values that Cognito does not take, personal data, useless options. */
export function checkClaims(policy: PolicyDocument): PolicyIssue[] {
  const pictures = PICTURES.flatMap(([name, token]) => {
    const claims = Object.entries(policy[name]?.claims ?? {}).flatMap(([claim, rule]) =>
      checkClaim({ claim, rule, token, path: memberPath(`${name}.claims`, claim), policy }),
    );
    const suppressed = Object.keys(policy[name]?.suppress ?? {})
      .filter((claim) => !isSuppressibleClaim(claim))
      .map((claim) =>
        issue("NOT_SUPPRESSIBLE", memberPath(`${name}.suppress`, claim), {
          expected: "a claim that a trigger can suppress",
          received: JSON.stringify(claim),
        }),
      );
    return [...claims, ...suppressed];
  });
  return [...pictures, ...uselessLookupOptions(policy)];
}

interface CheckedClaim {
  readonly claim: string;
  readonly rule: ClaimRule;
  readonly token: TokenKind;
  readonly path: string;
  readonly policy: PolicyDocument;
}

function checkClaim(checked: CheckedClaim): PolicyIssue[] {
  const { claim, path } = checked;
  if (isReservedClaim(claim)) {
    return [
      issue("RESERVED_CLAIM", path, {
        expected: "a claim that a trigger can set",
        received: JSON.stringify(claim),
      }),
    ];
  }
  return [...valueIssues(checked), ...personalData(checked)];
}

/** Constants and `otherwise` are known now; a list is complex whatever is in it. */
function valueIssues({ claim, rule, token, path, policy }: CheckedClaim): PolicyIssue[] {
  const problem = (value: JsonValue, at: string): PolicyIssue[] => {
    const why = claimValueProblem({ token, name: claim, value, version: "3" });
    return why === undefined
      ? []
      : [issue("CLAIM_VALUE", at, { expected: EXPECTED_VALUE[why], received: describe(value) })];
  };
  const constants = rule.from.source === "constant" ? problem(rule.from.value, `${path}.from.value`) : [];
  const otherwise = rule.otherwise === undefined ? [] : problem(rule.otherwise, `${path}.otherwise`);
  const isList = claimTypes(rule, policy).some(({ type }) => type === "list");
  const lists = isList ? problem([], `${path}.from`) : [];
  return [...constants, ...otherwise, ...lists];
}

const EXPECTED_VALUE = {
  not_a_string: "a text",
  null_value: "a value",
  undocumented_value: "a text, a number, a boolean, a list of these, or an object",
  complex_value: "a text, a number or a boolean: this claim of the ID token takes no list and no object",
} as const;

/** What a map gives are values that the policy states itself, so only the attribute as it is counts. */
function personalData({ rule, token, path }: CheckedClaim): PolicyIssue[] {
  const { from, personalData: reason } = rule;
  const isMapped = (from.steps ?? []).some((step) => "map" in step);
  const isPersonal =
    from.source === "attribute" && !isMapped && standardAttribute(from.name)?.personal === true;
  if (token === "access" && isPersonal && reason === undefined) {
    const received = JSON.stringify(from.name);
    return [
      issue("PERSONAL_DATA", `${path}.from`, { expected: "no attribute that identifies a person", received }),
    ];
  }
  if (reason === undefined || (isPersonal && token === "access")) return [];
  return [
    issue("USELESS_OPTION", `${path}.personalData`, {
      expected: "no reason: the claim carries no personal data to an access token",
      received: "a reason",
    }),
  ];
}

function uselessLookupOptions(policy: PolicyDocument): PolicyIssue[] {
  return rulesOf(policy).flatMap((rule) => {
    const option = rule.claim?.onLookupFailure;
    if (rule.claim === undefined || option === undefined) return [];
    const path = `${rule.path}.onLookupFailure`;
    const useless = (expected: string) => [
      issue("USELESS_OPTION", path, { expected, received: JSON.stringify(option) }),
    ];
    if (!sourcesOfRule(rule).some(({ source }) => source.source === "lookup"))
      return useless("a rule that reads a look-up");
    if (option === "omit" && rule.claim.required) return useless("a claim that is not required");
    return option === "otherwise" && rule.claim.otherwise === undefined
      ? useless("a rule with otherwise")
      : [];
  });
}
