// Why does a policy allow more than it names? Every wildcard has its reason beside it, or somebody was in a hurry.
import type { Refusal } from "../refusal.ts";
import { type Guardrail, members, ofType, type SynthesisedStack } from "./guardrail.ts";
import { type AllowStatement, type PolicyText, policyTexts } from "./policy-texts.ts";

/**
 * Statements that allow, of roles, resources and `aws_iam_policy_document`: a `*` or `?` in what they name, and whatever
 * allows "all but", needs a reason (`noteWildcards`). A document that cannot be read is refused as well. (AWS IAM: IAM JSON policy
 * elements; Security best practices in IAM, Apply least-privilege permissions)
 */
export const wildcardHasReason: Guardrail = (stack) => [
  ...policyTexts(stack).flatMap(refusalsOf),
  ...attachmentsFromElsewhere(stack),
];

function refusalsOf({ resource, argument, statements }: PolicyText): readonly Refusal[] {
  const at = `${resource.address}.${argument}`;
  if (statements === undefined) {
    const text =
      "expected a policy that can be read here: JSON, or the json of an aws_iam_policy_document of this stack";
    return [{ code: "POLICY_UNREADABLE", at, text }];
  }
  const reasons = reasonsOf(resource.attributes);
  return statements
    .map((statement, index) => ({ ...statement, at: `${at}.${statement.sid || index}` }))
    .filter((statement) => isWide(statement) && !hasReason(reasons, statement.sid))
    .map((statement) => ({
      code: "WILDCARD_WITHOUT_REASON",
      at: statement.at,
      text: "expected names without * and ?, or a written reason: give the statement a sid and a wildcardReason",
    }));
}

/** What a policy of another place allows cannot be seen: its reason is noted under `policy_arn`. */
function attachmentsFromElsewhere(stack: SynthesisedStack): readonly Refusal[] {
  const own = ofType(stack, "aws_iam_policy").map(({ address }) => `\${${address}.arn}`);
  return ofType(stack, "aws_iam_role_policy_attachment", "aws_iam_policy_attachment")
    .filter(({ attributes }) => !own.includes(String(attributes.policy_arn)))
    .filter(({ attributes }) => !hasReason(reasonsOf(attributes), "policy_arn"))
    .map(({ address }) => ({
      code: "POLICY_UNREADABLE",
      at: `${address}.policy_arn`,
      text: "expected a policy of this stack, or a written reason under policy_arn: what it allows cannot be read here",
    }));
}

/** `//` is what Terraform ignores; `noteWildcards` writes there. */
function reasonsOf(attributes: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return members(members(attributes["//"]).wildcards);
}

function hasReason(reasons: Readonly<Record<string, unknown>>, sid: string): boolean {
  const reason = Object.hasOwn(reasons, sid) ? reasons[sid] : undefined;
  return sid !== "" && typeof reason === "string" && reason.trim() !== "";
}

function isWide({ elements }: AllowStatement): boolean {
  return Object.entries(elements).some(
    ([element, texts]) => element.startsWith("Not") || texts.some((text) => /[*?]/.test(text)),
  );
}
