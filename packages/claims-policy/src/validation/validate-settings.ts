// Do an environment's settings fit what the policy declares?
import { settingProblems } from "../evaluation/setting-problems.ts";
import { ownMember } from "../language/own-member.ts";
import type { PolicyDocument } from "../language/policy.ts";
import type { ValueType } from "../language/value-types.ts";
import { issue, type PolicyIssue } from "./issues.ts";

/** Every issue of the settings of an environment. The values themselves are never repeated: they may be secret. */
export function validateSettings(
  policy: Pick<PolicyDocument, "settings">,
  settings: Readonly<Record<string, unknown>>,
): PolicyIssue[] {
  return settingProblems(policy, settings).map(({ name, path, code }) => {
    const type = ownMember(policy.settings, name);
    const expected = type === undefined ? "a setting that the policy declares" : typeInWords(type);
    return issue(code, path, { expected, received: RECEIVED[code] });
  });
}

const RECEIVED = {
  SETTING_UNKNOWN: "an undeclared one",
  SETTING_MISSING: "nothing",
  SETTING_INVALID: "another value",
} as const;

/** A type as it completes the sentence "expected …". */
function typeInWords(type: ValueType): string {
  switch (type.type) {
    case "text":
      return `a text of at most ${type.maxLength} bytes`;
    case "oneOf":
      return `one of ${type.values.join(", ")}`;
    case "integer":
      return `a whole number from ${type.min} to ${type.max}`;
    case "flag":
      return "true or false";
    case "roleArn":
      return "the ARN of an IAM role";
    case "list":
      return `a list of at most ${type.maxCount}, each ${typeInWords(type.of)}`;
  }
}
