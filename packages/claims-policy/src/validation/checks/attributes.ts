// Can the pool have these custom attributes?
import { standardAttribute } from "@claimsmith/cognito-model";
import { memberPath } from "../../language/member-path.ts";
import type { PolicyDocument } from "../../language/policy.ts";
import { issue, type PolicyIssue } from "../issues.ts";

/**
 * Issues of names: in the schema of a new pool the name of a standard attribute stands for that one, so no custom attribute can
 * have it. (AWS API Reference: CreateUserPool, Schema)
 */
export function checkAttributes({ attributes }: PolicyDocument): PolicyIssue[] {
  return Object.keys(attributes ?? {})
    .filter((name) => name === "sub" || standardAttribute(name) !== undefined)
    .map((name) =>
      issue("BAD_NAME", memberPath("attributes", name), {
        expected: "a name that no standard attribute has",
        received: JSON.stringify(name),
      }),
    );
}
