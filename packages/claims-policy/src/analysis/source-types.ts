// Which values can a source give, and can it give none?
import type { JsonValue } from "@claimsmith/cognito-model";
import { attributeType } from "../evaluation/read-source.ts";
import { ownMember } from "../language/own-member.ts";
import type { PolicyDocument } from "../language/policy.ts";
import type { BaseSource, Source } from "../language/sources.ts";
import type { ExactType, ValueType } from "../language/value-types.ts";

/** The types of the values of a source, and whether it can be absent. */
export interface SourceTypes {
  readonly types: readonly (ValueType | ExactType)[];
  readonly canBeAbsent: boolean;
}

/** What a source can give. A source that refers to something undeclared gives nothing: no types, absent. */
export function sourceTypes(source: Source, policy: PolicyDocument): SourceTypes {
  return (source.steps ?? []).reduce<SourceTypes>(
    (before, step) => {
      if ("map" in step) return { types: [exactly(...Object.values(step.map))], canBeAbsent: true };
      return { types: [...before.types, exactly(step.or)], canBeAbsent: false };
    },
    baseTypes(source, policy),
  );
}

/** The type that has exactly these values. */
export function exactly(...values: readonly JsonValue[]): ExactType {
  return { type: "exact", values };
}

function baseTypes(source: BaseSource, policy: PolicyDocument): SourceTypes {
  switch (source.source) {
    case "attribute":
      return maybe(attributeType(source.name, policy));
    case "groups":
      return { types: [declaredGroups(policy)], canBeAbsent: false };
    case "constant":
      return { types: [exactly(source.value)], canBeAbsent: false };
    case "setting":
      return { ...maybe(ownMember(policy.settings, source.name)), canBeAbsent: false };
    case "lookup":
      return maybe(ownMember(ownMember(policy.lookups, source.name)?.fields, source.field));
    case "metadata":
      return maybe(source.type);
    case "policyHash":
      return { types: [{ type: "text", maxLength: 12 }], canBeAbsent: true };
  }
}

function maybe(type: ValueType | undefined): SourceTypes {
  return { types: type === undefined ? [] : [type], canBeAbsent: true };
}

function declaredGroups(policy: PolicyDocument): ValueType {
  const values = Object.keys(policy.groups ?? {});
  return { type: "list", of: { type: "oneOf", values }, maxCount: values.length };
}
