// Is every finding accepted once?
import { memberPath } from "../../language/member-path.ts";
import type { PolicyDocument } from "../../language/policy.ts";
import { issue, type PolicyIssue } from "../issues.ts";

/** Issues of acceptances: a second reason for the same finding. Whether there is such a finding is for the lints to say. */
export function checkAcceptances({ accept = [] }: PolicyDocument): PolicyIssue[] {
  return accept.flatMap(({ lint, at }, index) => {
    const isFirst = accept.findIndex((each) => each.lint === lint && each.at === at) === index;
    const details = { expected: "one reason for each finding", received: `another for ${lint}` };
    return isFirst ? [] : [issue("DUPLICATE", memberPath("accept", index), details)];
  });
}
