// What do the identifiers of AWS look like? Generated ones have the same shape and are random.
import { randomBytes, randomInt } from "node:crypto";

const LOWER_CASE = "abcdefghijklmnopqrstuvwxyz0123456789";
const MIXED_CASE = `ABCDEFGHIJKLMNOPQRSTUVWXYZ${LOWER_CASE}`;

/** A user pool id, like `eu-west-1_AbCdEfGhI`. */
export function newUserPoolId(region: string): string {
  return `${region}_${randomText(MIXED_CASE, 9)}`;
}

/** An app client id: 26 lower-case letters and digits. */
export function newClientId(): string {
  return randomText(LOWER_CASE, 26);
}

/** A client secret: 52 lower-case letters and digits. */
export function newClientSecret(): string {
  return randomText(LOWER_CASE, 52);
}

/** An opaque secret of 384 random bits, in base64url: refresh tokens and challenge sessions. */
export function newOpaqueToken(): string {
  return randomBytes(48).toString("base64url");
}

/** The parts of a user pool id: the region, and the name that enters SRP. */
export function partsOfUserPoolId(userPoolId: string): { readonly region: string; readonly name: string } {
  const underscore = userPoolId.indexOf("_");
  return { region: userPoolId.slice(0, underscore), name: userPoolId.slice(underscore + 1) };
}

function randomText(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");
}
