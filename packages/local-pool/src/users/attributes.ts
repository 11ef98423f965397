// Which attributes may a user of this pool have, and who may change them? (AWS: Working with user attributes)
import {
  type AttributeBlueprint,
  type ClientBlueprint,
  LIMITS,
  type PoolBlueprint,
  standardAttribute,
} from "@claimsmith/cognito-model";
import { CognitoError } from "../errors.ts";
import type { User } from "./user.ts";

/** Attributes by name. */
export type Attributes = Readonly<Record<string, string>>;

/**
 * Holds attributes against the pool's schema.
 * @throws CognitoError InvalidParameterException for a name that the schema does not have, a value that does not fit, or an
 * immutable attribute that `before` has already
 */
export function checkAttributes(pool: PoolBlueprint, attributes: Attributes, before: Attributes = {}): void {
  for (const [name, value] of Object.entries(attributes)) {
    const problem = attributeProblem(pool, name, value) ?? immutableProblem(pool, name, before);
    if (problem !== undefined) {
      throw new CognitoError(
        "InvalidParameterException",
        `Attributes did not conform to the schema: ${name}: ${problem}`,
      );
    }
  }
}

/**
 * Holds the names that a client writes for its user against the client's write list. Required attributes are writable by
 * every client; verification flags by none.
 * @throws CognitoError NotAuthorizedException
 */
export function checkWritable(pool: PoolBlueprint, client: ClientBlueprint, names: readonly string[]): void {
  const allowed = new Set([...client.writeAttributes, ...pool.requiredAttributes]);
  const refused = names.some(
    (name) => !allowed.has(name) || standardAttribute(name)?.clientWritable === false,
  );
  if (refused) {
    throw new CognitoError("NotAuthorizedException", "A client attempted to write unauthorized attribute");
  }
}

/** The attributes that a client may read, `sub` apart. */
export function readableAttributes(client: ClientBlueprint, user: User): Attributes {
  const readable = new Set<string>(client.readAttributes);
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

function attributeProblem(pool: PoolBlueprint, name: string, value: string): string | undefined {
  if (value.length > LIMITS.attributeValueLength.value) return "String must be at most 2048 characters";
  const custom = pool.attributes.find((attribute) => `custom:${attribute.name}` === name);
  if (custom === undefined && standardAttribute(name) === undefined) {
    return "Attribute does not exist in the schema.";
  }
  if (value === "") return pool.requiredAttributes.includes(name) ? "The attribute is required" : undefined;
  if (custom !== undefined) return TYPE_CHECKS[custom.type](value, custom);
  if (name.endsWith("_verified")) return TYPE_CHECKS.Boolean(value, {});
  return name === "email" && !isEmail(value) ? "Invalid email address format." : undefined;
}

function immutableProblem(pool: PoolBlueprint, name: string, before: Attributes): string | undefined {
  const custom = pool.attributes.find((attribute) => `custom:${attribute.name}` === name);
  return custom?.mutable === false && before[name] !== undefined ? "Attribute cannot be updated." : undefined;
}

type TypeCheck = (value: string, bounds: Partial<AttributeBlueprint>) => string | undefined;

const TYPE_CHECKS: Readonly<Record<AttributeBlueprint["type"], TypeCheck>> = {
  String: (value, { minLength = 0, maxLength = LIMITS.attributeValueLength.value }) =>
    value.length < minLength || value.length > maxLength
      ? `String must be ${minLength} to ${maxLength} characters`
      : undefined,
  Number: (value, { min, max }) => {
    const number = /^-?\d+$/.test(value) ? Number(value) : Number.NaN;
    const fits = number >= (min ?? Number.NEGATIVE_INFINITY) && number <= (max ?? Number.POSITIVE_INFINITY);
    return fits ? undefined : "Number must be an integer within its bounds";
  },
  Boolean: (value) => (value === "true" || value === "false" ? undefined : "Boolean must be true or false"),
  DateTime: (value) => (Number.isNaN(Date.parse(value)) ? "DateTime must be a date" : undefined),
};

/** True for what looks like an e-mail address. Whether it exists is not looked at. */
export function isEmail(text: string): boolean {
  return /^[^\s@]{1,64}@[^\s@]{1,255}$/.test(text);
}
