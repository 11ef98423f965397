// What of a change could neither Terraform nor Cognito make to a pool that exists? (AWS: Updating user pool and app client configuration)
import type { AttributeBlueprint, JsonValue } from "@claimsmith/cognito-model";
import { memberPath } from "../../language/member-path.ts";
import type { Undeployable } from "../plan.ts";
import type { Side } from "../worlds/side.ts";

const HINTS: Readonly<Record<Undeployable["code"], string>> = {
  ATTRIBUTE_REMOVED: "keep the attribute, and stop reading it: a pool never loses one",
  ATTRIBUTE_RETYPED: "declare a new attribute of the other type beside it",
  ATTRIBUTE_BOUNDS_CHANGED: "declare a new attribute with the other bounds beside it",
  SIGN_IN_CHANGED: "make a new pool, and move the users",
  REQUIRED_ATTRIBUTES_CHANGED: "make a new pool, and move the users",
  POLICY_RENAMED: "keep the name: pool and trigger are called after it for their whole life",
};

/** Every such change, in the order of the policy. */
export function undeployableChanges({ pool: before }: Side, { pool: after }: Side): Undeployable[] {
  const changes: Undeployable[] = [];
  const add = (code: Undeployable["code"], path: string, was: JsonValue, is: JsonValue | undefined) =>
    changes.push({ code, path, before: was, ...(is !== undefined && { after: is }), hint: HINTS[code] });
  if (before.name !== after.name) add("POLICY_RENAMED", "name", before.name, after.name);
  if (before.signInWith !== after.signInWith)
    add("SIGN_IN_CHANGED", "signInWith", before.signInWith, after.signInWith);
  const [had, has] = [before.requiredAttributes, after.requiredAttributes];
  if ([...had].sort().join() !== [...has].sort().join())
    add("REQUIRED_ATTRIBUTES_CHANGED", "requiredAttributes", had, has);
  for (const attribute of before.attributes) {
    const next = after.attributes.find(({ name }) => name === attribute.name);
    const code = attributeProblem(attribute, next);
    if (code !== undefined)
      add(code, memberPath("attributes", attribute.name), shown(attribute), next && shown(next));
  }
  return changes;
}

function attributeProblem(before: AttributeBlueprint, after: AttributeBlueprint | undefined) {
  if (after === undefined) return "ATTRIBUTE_REMOVED";
  if (before.type !== after.type || before.mutable !== after.mutable) return "ATTRIBUTE_RETYPED";
  const isSame = (["minLength", "maxLength", "min", "max"] as const).every(
    (bound) => before[bound] === after[bound],
  );
  return isSame ? undefined : "ATTRIBUTE_BOUNDS_CHANGED";
}

/** As the pool has it. */
function shown({ name: _, ...attribute }: AttributeBlueprint): JsonValue {
  return { ...attribute };
}
