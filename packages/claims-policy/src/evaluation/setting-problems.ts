// Which settings of a deployment do not fit the policy?
import { memberPath } from "../language/member-path.ts";
import { ownMember } from "../language/own-member.ts";
import type { PolicyDocument } from "../language/policy.ts";
import type { ValueType } from "../language/value-types.ts";
import { fitsType } from "./fits-type.ts";

/** One setting that does not fit. Its value is never repeated: it may be secret. */
export interface SettingProblem {
  readonly name: string;
  /** As in `settings.partnerId`. */
  readonly path: string;
  readonly code: "SETTING_UNKNOWN" | "SETTING_MISSING" | "SETTING_INVALID";
}

/** Every setting that is undeclared, missing or not of its declared type. */
export function settingProblems(
  policy: Pick<PolicyDocument, "settings">,
  settings: Readonly<Record<string, unknown>>,
): SettingProblem[] {
  const declared = policy.settings ?? {};
  return [...new Set([...Object.keys(declared), ...Object.keys(settings)])].flatMap((name) => {
    const code = problemOf(ownMember(declared, name), ownMember(settings, name));
    return code === undefined ? [] : [{ name, path: memberPath("settings", name), code }];
  });
}

function problemOf(type: ValueType | undefined, value: unknown): SettingProblem["code"] | undefined {
  if (type === undefined) return "SETTING_UNKNOWN";
  if (value === undefined) return "SETTING_MISSING";
  return fitsType(value, type) ? undefined : "SETTING_INVALID";
}
