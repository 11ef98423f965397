// What does the pool keep of a password? A salt and an SRP-6a verifier, with the parameters of Cognito's own SRP.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { G, GROUP_BYTES, numberOf, power, signedBytes } from "./srp-group.ts";

/** What is stored for a user's password. Both are lower-case hexadecimal. */
export interface PasswordVerifier {
  /** 16 random bytes. */
  readonly saltHex: string;
  /** g^x mod N, 384 bytes. */
  readonly verifierHex: string;
}

/** Whose password it is. Both names enter the verifier. */
export interface PasswordOwner {
  /** The part of the user pool id after the underscore. */
  readonly poolName: string;
  /** The pool's own user name, never an alias. */
  readonly username: string;
}

/** Makes the verifier of a new password with a salt of its own. */
export function passwordVerifier(owner: PasswordOwner, password: string): PasswordVerifier {
  const saltHex = randomBytes(16).toString("hex");
  return { saltHex, verifierHex: verifierOf(owner, password, saltHex).toString("hex") };
}

/**
 * True if the password is the one that the verifier was made of. Without a verifier (no such user, no password yet) it does
 * the same work and says no.
 */
export function isPassword(
  owner: PasswordOwner,
  password: string,
  stored: PasswordVerifier | undefined,
): boolean {
  const expected = stored ?? NOBODY;
  const given = verifierOf(owner, password, expected.saltHex);
  const same = timingSafeEqual(given, Buffer.from(expected.verifierHex, "hex"));
  return same && stored !== undefined;
}

const NOBODY: PasswordVerifier = { saltHex: "00".repeat(16), verifierHex: "00".repeat(GROUP_BYTES) };

/** v = g^x mod N with x = H(salt | H(poolName | username | ":" | password)). (RFC 5054, section 2.6; H is SHA-256) */
function verifierOf(owner: PasswordOwner, password: string, saltHex: string): Buffer {
  const identity = createHash("sha256").update(`${owner.poolName}${owner.username}:${password}`).digest();
  // The salt enters as the number that clients read it as: without leading zeros.
  const salt = signedBytes(numberOf(Buffer.from(saltHex, "hex")));
  return power(G, createHash("sha256").update(salt).update(identity).digest());
}
