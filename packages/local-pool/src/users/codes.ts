// What is a code that a user was sent, and when does it count?
import { randomInt } from "node:crypto";
import type { Pool } from "../cloud/cloud.ts";
import { CognitoError } from "../errors.ts";
import { isSameText } from "../pools/client.ts";
import type { AddressAttribute } from "../pools/user-pool.ts";
import type { Contact } from "./contacts.ts";
import type { User } from "./user.ts";

/** What a code is good for. */
export type CodePurpose = "confirm_sign_up" | "reset_password" | "verify_email" | "verify_phone_number";

/**
 * One code. It stands in the user's row as it is: whoever reads the store has the signing keys as well, and a hash of six
 * digits hides nothing.
 */
export interface SentCode extends Contact {
  /** Six digits. */
  readonly code: string;
  readonly expiresAtMs: number;
  /** True where the address becomes the user's only with this code. */
  readonly pending?: true;
}

/** The last code of each purpose: a newer one replaces it (unverified: AWS does not say). */
export type SentCodes = Readonly<Partial<Record<CodePurpose, SentCode>>>;

const HOUR_MS = 60 * 60 * 1000;

/** How long codes live. (AWS: Quotas in Amazon Cognito, code validity) */
const LIFETIMES_MS: Readonly<Record<CodePurpose, number>> = {
  confirm_sign_up: 24 * HOUR_MS,
  reset_password: HOUR_MS,
  verify_email: 24 * HOUR_MS,
  verify_phone_number: 24 * HOUR_MS,
};

/** The purpose of a code that verifies an address. */
export const VERIFICATION: Readonly<Record<AddressAttribute, CodePurpose>> = {
  email: "verify_email",
  phone_number: "verify_phone_number",
};

/** Makes a code, which nobody has been sent yet. */
export function newCode(pool: Pool, purpose: CodePurpose, contact: Contact): SentCode {
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  return { ...contact, code, expiresAtMs: pool.cloud.clock() + LIFETIMES_MS[purpose] };
}

/** The user's codes with one more, or, without a code, one less. */
export function codesWith(user: User, purpose: CodePurpose, code?: SentCode): SentCodes {
  const { [purpose]: _before, ...others } = user.codes ?? {};
  return code === undefined ? others : { ...others, [purpose]: code };
}

/**
 * The code that the user was sent, if it is the given one. A code for an address that is no longer the user's is void.
 * @throws CognitoError ExpiredCodeException, CodeMismatchException
 */
export function checkedCode(
  pool: Pool,
  user: User,
  expected: { purpose: CodePurpose; given: string },
): SentCode {
  const sent = user.codes?.[expected.purpose];
  const isCurrent = sent?.pending === true || user.attributes[sent?.attribute ?? ""] === sent?.destination;
  if (sent === undefined || !isCurrent || sent.expiresAtMs <= pool.cloud.clock()) throw codeExpired();
  if (!isSameText(sent.code, expected.given)) throw codeWrong();
  return sent;
}

/** What a right code proves: the address is the user's. */
export function verifiedBy({ attribute, destination }: Contact): Readonly<Record<string, string>> {
  return { [attribute]: destination, [`${attribute}_verified`]: "true" };
}

/** There is no code that counts. */
export function codeExpired(): CognitoError {
  return new CognitoError("ExpiredCodeException", "Invalid code provided, please request a code again.");
}

/** The code is another one. */
export function codeWrong(): CognitoError {
  return new CognitoError("CodeMismatchException", "Invalid verification code provided, please try again.");
}
