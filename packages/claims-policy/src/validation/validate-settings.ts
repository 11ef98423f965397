// Do an environment's settings fit what the policy declares?
import { fitsType } from "../evaluation/fits-type.ts";
import { memberPath } from "../language/member-path.ts";
import type { PolicyDocument } from "../language/policy.ts";
import type { ValueType } from "../language/value-types.ts";
import { type IssueCode, issue, type PolicyIssue } from "./issues.ts";

/** Every issue of the settings of an environment. The values themselves are never repeated: they may be secret. */
export function validateSettings(
  policy: Pick<PolicyDocument, "settings">,
  settings: Readonly<Record<string, unknown>>,
): PolicyIssue[] {
  const declared = policy.settings ?? {};
  const unknown = Object.keys(settings)
    .filter((name) => !Object.hasOwn(declared, name))
    .map((name) =>
      settingIssue("SETTING_UNKNOWN", name, "a setting that the policy declares", "an undeclared one"),
    );
  const wrong = Object.entries(declared).flatMap(([name, type]) => {
    const value = Object.hasOwn(settings, name) ? settings[name] : undefined;
    if (value === undefined) return [settingIssue("SETTING_MISSING", name, typeInWords(type), "nothing")];
    return fitsType(value, type)
      ? []
      : [settingIssue("SETTING_INVALID", name, typeInWords(type), "another value")];
  });
  return [...unknown, ...wrong];
}

function settingIssue(code: IssueCode, name: string, expected: string, received: string): PolicyIssue {
  return issue(code, memberPath("settings", name), { expected, received });
}

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
