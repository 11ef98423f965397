// Which attributes does a pool have, and of which type? (AWS API Reference: SchemaAttributeType)
import { LIMITS, STANDARD_ATTRIBUTES } from "@claimsmith/cognito-model";

/** One attribute of a pool. Bounds are texts, as in the AWS API. */
export interface SchemaAttribute {
  /** With its prefix, `custom:` or `dev:`, where it is not a standard attribute. */
  readonly Name: string;
  readonly AttributeDataType: AttributeType;
  readonly DeveloperOnlyAttribute: boolean;
  readonly Mutable: boolean;
  readonly Required: boolean;
  readonly StringAttributeConstraints?: { readonly MinLength?: string; readonly MaxLength?: string };
  readonly NumberAttributeConstraints?: { readonly MinValue?: string; readonly MaxValue?: string };
}

export type AttributeType = "String" | "Number" | "Boolean" | "DateTime";

const TEXT = { MinLength: "0", MaxLength: String(LIMITS.attributeValueLength.value) };

function standard(Name: string, change: Partial<SchemaAttribute> = {}): SchemaAttribute {
  const common = { Name, DeveloperOnlyAttribute: false, Mutable: true, Required: false };
  return { ...common, AttributeDataType: "String", StringAttributeConstraints: TEXT, ...change };
}

/** A standard attribute of another type than text has no bounds of a text. */
function typed(Name: string, change: Partial<SchemaAttribute>): SchemaAttribute {
  const { StringAttributeConstraints: _text, ...rest } = standard(Name);
  return { ...rest, ...change };
}

const EXCEPTIONS: Readonly<Record<string, SchemaAttribute>> = {
  birthdate: standard("birthdate", { StringAttributeConstraints: { MinLength: "10", MaxLength: "10" } }),
  email_verified: typed("email_verified", { AttributeDataType: "Boolean" }),
  phone_number_verified: typed("phone_number_verified", { AttributeDataType: "Boolean" }),
  updated_at: typed("updated_at", {
    AttributeDataType: "Number",
    NumberAttributeConstraints: { MinValue: "0" },
  }),
};

/** What every pool has: `sub` and the standard attributes, none required but `sub`. */
export const STANDARD_SCHEMA: readonly SchemaAttribute[] = [
  standard("sub", {
    Mutable: false,
    Required: true,
    StringAttributeConstraints: { MinLength: "1", MaxLength: "2048" },
  }),
  ...STANDARD_ATTRIBUTES.map(({ name }) => EXCEPTIONS[name] ?? standard(name)),
];
