// How does a schema follow from a request? Attributes can be added, never changed or removed. (AWS: Working with user attributes)
import { LIMITS } from "@claimsmith/cognito-model";
import { CognitoError } from "../errors.ts";
import {
  FLAG,
  listRule,
  type MemberTable,
  objectRule,
  oneOfRule,
  readMembers,
  textRule,
} from "./member-rules.ts";
import { type AttributeType, type SchemaAttribute, STANDARD_SCHEMA } from "./schema.ts";

/** An attribute as a request names it: every member may be absent but the name. (AWS API Reference: SchemaAttributeType) */
export interface RequestedAttribute extends Partial<Omit<SchemaAttribute, "Name">> {
  readonly Name: string;
}

const NAME = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u;
const BOUND = textRule({ max: 131_072, pattern: /^-?\d*$/ });
const MAX_NAME = LIMITS.customAttributeNameLength.value;

const ATTRIBUTE = objectRule({
  // Longer standard names exist: `phone_number_verified` has 21 characters.
  Name: { rule: textRule({ min: 1, max: 30, pattern: NAME }), required: true },
  AttributeDataType: { rule: oneOfRule(["String", "Number", "DateTime", "Boolean"]) },
  DeveloperOnlyAttribute: { rule: FLAG },
  Mutable: { rule: FLAG },
  Required: { rule: FLAG },
  StringAttributeConstraints: {
    rule: objectRule({ MinLength: { rule: BOUND }, MaxLength: { rule: BOUND } }),
  },
  NumberAttributeConstraints: { rule: objectRule({ MinValue: { rule: BOUND }, MaxValue: { rule: BOUND } }) },
});

/**
 * The attributes that a request lists as `member`.
 * @throws CognitoError InvalidParameterException, SerializationException
 */
export function requestedAttributes(
  input: Readonly<Record<string, unknown>>,
  member: "Schema" | "CustomAttributes",
): readonly RequestedAttribute[] {
  const max = member === "Schema" ? 50 : 25;
  const table: MemberTable = {
    [member]: { rule: listRule(ATTRIBUTE, { max }), required: member !== "Schema" },
  };
  return (readMembers(input, table)[member] ?? []) as readonly RequestedAttribute[];
}

/**
 * The schema of a new pool: standard attributes as the request changes them, then its custom ones.
 * @throws CognitoError InvalidParameterException
 */
export function newSchema(requested: readonly RequestedAttribute[]): readonly SchemaAttribute[] {
  const standard = STANDARD_SCHEMA.map((attribute) =>
    changedStandard(
      attribute,
      requested.find(({ Name }) => Name === attribute.Name),
    ),
  );
  const custom = requested.filter(({ Name }) => !STANDARD_SCHEMA.some((known) => known.Name === Name));
  return withCustomAttributes(standard, custom);
}

/**
 * A schema with more attributes.
 * @throws CognitoError InvalidParameterException for a name that is there, a required attribute, or the fifty-first
 */
export function withCustomAttributes(
  schema: readonly SchemaAttribute[],
  requested: readonly RequestedAttribute[],
): readonly SchemaAttribute[] {
  const result = [...schema];
  for (const attribute of requested.map(customAttribute)) {
    const { Name } = attribute;
    if (result.some((known) => known.Name === Name)) {
      throw invalid(`${Name}: Existing attribute already has name ${Name}.`);
    }
    result.push(attribute);
  }
  if (result.filter(({ Name }) => Name.includes(":")).length > LIMITS.customAttributesPerPool.value) {
    throw invalid(`expected at most ${LIMITS.customAttributesPerPool.value} custom attributes`);
  }
  return result;
}

/** A custom attribute with its prefix and every member. */
export function customAttribute(requested: RequestedAttribute): SchemaAttribute {
  const { Name, AttributeDataType = "String", DeveloperOnlyAttribute = false, Required = false } = requested;
  if (Name.length > MAX_NAME) throw invalid(`expected a name of 1 to ${MAX_NAME} characters as schema.name`);
  if (Required) throw invalid("Required custom attributes are not supported currently.");
  return {
    // Of the name of a developer-only attribute AWS says no more than its prefix: unverified.
    Name: DeveloperOnlyAttribute ? `dev:custom:${Name}` : `custom:${Name}`,
    AttributeDataType,
    DeveloperOnlyAttribute,
    // Not documented where it is left out: unverified.
    Mutable: requested.Mutable ?? true,
    Required,
    ...boundsOf(requested, AttributeDataType),
  };
}

function boundsOf(
  { StringAttributeConstraints = {}, NumberAttributeConstraints = {} }: RequestedAttribute,
  type: AttributeType,
): Partial<SchemaAttribute> {
  if (type === "String") return { StringAttributeConstraints };
  return type === "Number" ? { NumberAttributeConstraints } : {};
}

function changedStandard(standard: SchemaAttribute, asked: RequestedAttribute | undefined): SchemaAttribute {
  if (asked === undefined) return standard;
  const { AttributeDataType = standard.AttributeDataType, DeveloperOnlyAttribute = false } = asked;
  if (AttributeDataType !== standard.AttributeDataType || DeveloperOnlyAttribute || standard.Name === "sub") {
    throw invalid(
      `You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute ${standard.Name}`,
    );
  }
  const { Mutable = standard.Mutable, Required = standard.Required } = asked;
  const { StringAttributeConstraints, NumberAttributeConstraints } = asked;
  return {
    ...standard,
    Mutable,
    Required,
    ...(StringAttributeConstraints === undefined ? {} : { StringAttributeConstraints }),
    ...(NumberAttributeConstraints === undefined ? {} : { NumberAttributeConstraints }),
  };
}

function invalid(message: string): CognitoError {
  return new CognitoError("InvalidParameterException", message);
}
