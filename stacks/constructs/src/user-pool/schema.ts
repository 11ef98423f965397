// Which schema blocks does a blueprint need? Every argument explicit: what is left to a default shows up as a change in every plan.
import type { CognitoUserPoolSchema } from "@cdktf/provider-aws/lib/cognito-user-pool/index.js";
import { type AttributeBlueprint, LIMITS, type PoolBlueprint } from "@claimsmith/cognito-model";

const LONGEST = LIMITS.attributeValueLength.value;

/** Standard attributes that are no text of any length. (AWS: Working with user attributes) */
const STANDARD: Readonly<Record<string, Omit<AttributeBlueprint, "name">>> = {
  birthdate: { type: "String", mutable: true, minLength: 10, maxLength: 10 },
  email_verified: { type: "Boolean", mutable: true },
  phone_number_verified: { type: "Boolean", mutable: true },
  updated_at: { type: "Number", mutable: true, min: 0 },
};

/** The required standard attributes and the custom ones. Once deployed, blocks can be added and never changed or removed. */
export function schemaBlocks({
  requiredAttributes,
  attributes,
}: Pick<PoolBlueprint, "requiredAttributes" | "attributes">): CognitoUserPoolSchema[] {
  const standard = requiredAttributes.map((name) =>
    schemaBlock({ type: "String", mutable: true, ...STANDARD[name], name }, true),
  );
  return [...standard, ...attributes.map((attribute) => schemaBlock(attribute, false))];
}

function schemaBlock(attribute: AttributeBlueprint, required: boolean): CognitoUserPoolSchema {
  const { name, type, mutable } = attribute;
  const block = { name, attributeDataType: type, developerOnlyAttribute: false, mutable, required };
  return { ...block, ...CONSTRAINTS[type](attribute) };
}

/** Bounds are texts in the AWS API. */
const CONSTRAINTS: Readonly<
  Record<AttributeBlueprint["type"], (attribute: AttributeBlueprint) => Partial<CognitoUserPoolSchema>>
> = {
  String: ({ minLength = 0, maxLength = LONGEST }) => ({
    stringAttributeConstraints: { minLength: String(minLength), maxLength: String(maxLength) },
  }),
  Number: ({ min, max }) => ({
    numberAttributeConstraints: {
      ...(min !== undefined && { minValue: String(min) }),
      ...(max !== undefined && { maxValue: String(max) }),
    },
  }),
  Boolean: () => ({}),
  DateTime: () => ({}),
};
