// Which attributes may a user of this pool have, and who may change them? (AWS: Working with user attributes)
import { standardAttribute } from "@claimsmith/cognito-model";
import type { Pool } from "../cloud/cloud.ts";
import { CognitoError } from "../errors.ts";
import { attributeList, type ClientRecord } from "../pools/client.ts";
import type { AttributeType, SchemaAttribute } from "../pools/schema.ts";
import { requiredAttributes, type UserPoolRecord } from "../pools/user-pool.ts";
import type { User } from "./user.ts";

/** Attributes by name. */
export type Attributes = Readonly<Record<string, string>>;

/**
 * Holds attributes against the pool's schema.
 * @throws CognitoError InvalidParameterException for a name that the schema does not have, a value that does not fit, or an
 * immutable attribute that `before` has already
 */
export function checkAttributes(
  record: UserPoolRecord,
  attributes: Attributes,
  before: Attributes = {},
): void {
  const [first] = attributeProblems(record, attributes, before);
  if (first !== undefined) throw notConforming(first);
}

/**
 * Holds the attributes of somebody who registers against the schema: what is required must be there.
 * @throws CognitoError InvalidParameterException
 */
export function checkRequired(record: UserPoolRecord, attributes: Attributes): void {
  const name = requiredAttributes(record).find((required) => !attributes[required]);
  if (name !== undefined) throw notConforming({ name, problem: "The attribute is required" });
}

/** What is wrong with one attribute. */
export interface AttributeProblem {
  readonly name: string;
  readonly problem: string;
}

/** Everything that does not fit the schema. */
export function attributeProblems(
  { schema }: UserPoolRecord,
  attributes: Attributes,
  before: Attributes,
): readonly AttributeProblem[] {
  return Object.entries(attributes).flatMap(([name, value]) => {
    const attribute = schema.find(({ Name }) => Name === name && Name !== "sub");
    const problem =
      attribute === undefined
        ? "Attribute does not exist in the schema."
        : attributeProblem(attribute, value, before);
    return problem === undefined ? [] : [{ name, problem }];
  });
}

/** What a name can be: nothing else is repeated. (AWS API Reference: AttributeType, Name) */
const NAME = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,32}$/u;

function notConforming({ name, problem }: AttributeProblem): CognitoError {
  const shown = NAME.test(name) ? `${name}: ` : "";
  const message = `Attributes did not conform to the schema: ${shown}${problem}`;
  return new CognitoError("InvalidParameterException", message);
}

/**
 * Holds the names that a client writes for its user against the client's write list. Required attributes are writable by
 * every client; verification flags by none.
 * @throws CognitoError NotAuthorizedException
 */
export function checkWritable(pool: Pool, client: ClientRecord, names: readonly string[]): void {
  const listed = attributeList(pool, client.settings.WriteAttributes);
  const required = requiredAttributes(pool.record);
  const refused = names.some(
    (name) =>
      !(listed.has(name) || required.includes(name)) || standardAttribute(name)?.clientWritable === false,
  );
  if (refused) {
    throw new CognitoError("NotAuthorizedException", "A client attempted to write unauthorized attribute");
  }
}

/** The attributes that a client may read, `sub` apart. */
export function readableAttributes(pool: Pool, client: ClientRecord, user: User): Attributes {
  const readable = attributeList(pool, client.settings.ReadAttributes);
  return Object.fromEntries(Object.entries(user.attributes).filter(([name]) => readable.has(name)));
}

/** Attributes after a change. A blank value removes; a new address is not verified, unless the same change says so. */
export function changedAttributes(before: Attributes, change: Attributes): Attributes {
  const after: Record<string, string> = { ...before };
  for (const name of ["email", "phone_number"]) {
    if (change[name] !== undefined && change[name] !== before[name]) after[`${name}_verified`] = "false";
  }
  return Object.fromEntries(Object.entries({ ...after, ...change }).filter(([, value]) => value !== ""));
}

function attributeProblem(attribute: SchemaAttribute, value: string, before: Attributes): string | undefined {
  const { Name, AttributeDataType, Mutable, Required } = attribute;
  if (!Mutable && before[Name] !== undefined) return "Attribute cannot be updated.";
  if (value === "") return Required ? "The attribute is required" : undefined;
  const problem = TYPE_CHECKS[AttributeDataType](value, attribute);
  if (problem !== undefined) return problem;
  return FORMATS[Name]?.(value);
}

type Check = (value: string, attribute: SchemaAttribute) => string | undefined;

const TYPE_CHECKS: Readonly<Record<AttributeType, Check>> = {
  String: (value, { StringAttributeConstraints: { MinLength = "0", MaxLength = "2048" } = {} }) =>
    value.length < Number(MinLength) || value.length > Number(MaxLength)
      ? `String must be ${MinLength} to ${MaxLength} characters`
      : undefined,
  Number: (value, { NumberAttributeConstraints: { MinValue = "-Infinity", MaxValue = "Infinity" } = {} }) => {
    const number = /^-?\d+$/.test(value) ? Number(value) : Number.NaN;
    const fits = number >= Number(MinValue) && number <= Number(MaxValue);
    return fits ? undefined : "Number must be an integer within its bounds";
  },
  Boolean: (value) => (value === "true" || value === "false" ? undefined : "Boolean must be true or false"),
  DateTime: (value) => (Number.isNaN(Date.parse(value)) ? "DateTime must be a date" : undefined),
};

const FORMATS: Readonly<Record<string, (value: string) => string | undefined>> = {
  email: (value) => (isEmail(value) ? undefined : "Invalid email address format."),
  phone_number: (value) => (isPhoneNumber(value) ? undefined : "Invalid phone number format."),
};

/** True for what looks like an e-mail address. Whether it exists is not looked at. */
export function isEmail(text: string): boolean {
  return /^[^\s@]{1,64}@[^\s@]{1,255}$/.test(text);
}

/** True for a telephone number in the form of E.164. */
export function isPhoneNumber(text: string): boolean {
  return /^\+[1-9]\d{1,14}$/.test(text);
}
