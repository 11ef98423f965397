// Which settings of a deployment do not fit the policy?
import { memberPath } from "../language/member-path.ts";
import type { PolicyDocument } from "../language/policy.ts";
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
  const problem = (name: string, code: SettingProblem["code"]) => ({
    name,
    path: memberPath("settings", name),
    code,
  });
  const unknown = Object.keys(settings).filter((name) => !Object.hasOwn(declared, name));
  const wrong = Object.entries(declared).flatMap(([name, type]) => {
    if (!Object.hasOwn(settings, name) || settings[name] === undefined)
      return [problem(name, "SETTING_MISSING")];
    return fitsType(settings[name], type) ? [] : [problem(name, "SETTING_INVALID")];
  });
  return [...unknown.map((name) => problem(name, "SETTING_UNKNOWN")), ...wrong];
}
