// To which of a user's addresses does a message go, and what is a client told of it?
import { createHash } from "node:crypto";
import type { Pool } from "../cloud/cloud.ts";
import { CognitoError } from "../errors.ts";
import type { AddressAttribute, UserPoolRecord } from "../pools/user-pool.ts";
import { type Attributes, isEmail, isPhoneNumber } from "./attributes.ts";
import type { User } from "./user.ts";

/** One address of a user. */
export interface Contact {
  readonly attribute: AddressAttribute;
  readonly destination: string;
}

/** (AWS API Reference: CodeDeliveryDetailsType) */
export interface CodeDeliveryDetails {
  readonly AttributeName: AddressAttribute;
  readonly DeliveryMedium: DeliveryMedium;
  /** Masked. */
  readonly Destination: string;
}

export type DeliveryMedium = "EMAIL" | "SMS";

/** What carries messages to an address. */
export const MEDIUM: Readonly<Record<AddressAttribute, DeliveryMedium>> = {
  email: "EMAIL",
  phone_number: "SMS",
};

/** A telephone goes first wherever Cognito has the choice. (AWS: Signing up and confirming user accounts) */
const BY_PREFERENCE: readonly AddressAttribute[] = ["phone_number", "email"];

/** The address that a new user proves: the preferred one of those that the pool verifies by itself. */
export function confirmationContact(
  { settings }: UserPoolRecord,
  attributes: Attributes,
): Contact | undefined {
  return firstContact(inPreference(settings.AutoVerifiedAttributes ?? []), attributes);
}

/**
 * The verified address that a forgotten password is recovered through.
 * @throws CognitoError NotAuthorizedException where only administrators may reset passwords
 */
export function recoveryContact(record: UserPoolRecord, { attributes }: User): Contact | undefined {
  const verified = recoveryAttributes(record).filter((name) => attributes[`${name}_verified`] === "true");
  return firstContact(verified, attributes);
}

/** Any address of the user: for an invitation. */
export function anyContact(attributes: Attributes): Contact | undefined {
  return firstContact(BY_PREFERENCE, attributes);
}

/** The pool's order, or without one the older rule, by which telephones go first. (AWS API Reference: AccountRecoverySettingType) */
function recoveryAttributes({ settings }: UserPoolRecord): readonly AddressAttribute[] {
  const setting = settings.AccountRecoverySetting as RecoverySetting | undefined;
  const mechanisms = [...(setting?.RecoveryMechanisms ?? [])].sort((a, b) => a.Priority - b.Priority);
  if (mechanisms.length === 0) return BY_PREFERENCE;
  if (mechanisms.some(({ Name }) => Name === "admin_only")) {
    throw new CognitoError("NotAuthorizedException", "Contact administrator to reset password.");
  }
  return mechanisms.map(({ Name }) => (Name === "verified_email" ? "email" : "phone_number"));
}

interface RecoverySetting {
  readonly RecoveryMechanisms?: readonly {
    readonly Name: "verified_email" | "verified_phone_number" | "admin_only";
    readonly Priority: number;
  }[];
}

function inPreference(names: readonly AddressAttribute[]): readonly AddressAttribute[] {
  return BY_PREFERENCE.filter((name) => names.includes(name));
}

function firstContact(names: readonly AddressAttribute[], attributes: Attributes): Contact | undefined {
  return names.flatMap((attribute) => {
    const destination = attributes[attribute];
    return destination === undefined ? [] : [{ attribute, destination }];
  })[0];
}

/** What a client is told of a delivery. */
export function deliveryDetails({ attribute, destination }: Contact): CodeDeliveryDetails {
  const Destination = MASKS[attribute](destination);
  return { AttributeName: attribute, DeliveryMedium: MEDIUM[attribute], Destination };
}

/** Masked as Cognito does it: `p***@e***` and `+*******0199` (seen in answers of real pools; not documented). */
const MASKS: Readonly<Record<AddressAttribute, (destination: string) => string>> = {
  email: (address) => address.replace(/^(.).*@(.).*$/u, "$1***@$2***"),
  phone_number: (number) => `+*******${number.slice(-4)}`,
};

/**
 * What is told where nothing was sent, so that nobody learns whether the user exists: by the form of the name, else by the
 * pool's settings, and always the same for a name. (AWS: Managing user existence error responses)
 */
export function simulatedDetails({ userPoolId, record }: Pool, name: string): CodeDeliveryDetails {
  if (isEmail(name)) return deliveryDetails({ attribute: "email", destination: name });
  if (isPhoneNumber(name)) return deliveryDetails({ attribute: "phone_number", destination: name });
  const [attribute = "email"] = inPreference(record.settings.AutoVerifiedAttributes ?? []);
  const digest = createHash("sha256").update(`${userPoolId}\0${name}`).digest();
  const [first, second] = [...digest].map((byte) => String.fromCharCode(97 + (byte % 26)));
  const digits = String(digest.readUInt16BE(2) % 10_000).padStart(4, "0");
  return deliveryDetails({ attribute, destination: attribute === "email" ? `${first}@${second}` : digits });
}
