// Is every rule that restricts decided, whatever facts are absent?
import { canBeUndecided } from "../../analysis/absence.ts";
import { rulesOf } from "../../analysis/rules-of.ts";
import type { PolicyDocument } from "../../language/policy.ts";
import { issue, type PolicyIssue } from "../issues.ts";

/** Issues of restricting conditions that some absent fact would leave unknown: nobody could say whether they apply. */
export function checkAbsence(policy: PolicyDocument): PolicyIssue[] {
  return rulesOf(policy).flatMap(({ effect, when, kind, path }) => {
    if (effect !== "restricts" || when === undefined || !canBeUndecided(when, policy, kind)) return [];
    const expected = "a condition that is true or false whatever facts are absent";
    return [issue("ABSENCE_UNDECIDED", `${path}.when`, { expected, received: "one that can be unknown" })];
  });
}
