// What does the pool keep of a password? A salt and an SRP-6a verifier, with the parameters of Cognito's own SRP.
import { createDiffieHellman, createHash, getDiffieHellman, randomBytes, timingSafeEqual } from "node:crypto";

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

/** N of the 3,072-bit group: RFC 5054, appendix A, takes it from RFC 3526, section 4. Cognito's clients use it with g = 2. */
const N = getDiffieHellman("modp15").getPrime();
const G = 2;

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

const NOBODY: PasswordVerifier = { saltHex: "00".repeat(16), verifierHex: "00".repeat(N.length) };

/** v = g^x mod N with x = H(salt | H(poolName | username | ":" | password)). (RFC 5054, section 2.6; H is SHA-256) */
function verifierOf(owner: PasswordOwner, password: string, saltHex: string): Buffer {
  const identity = createHash("sha256").update(`${owner.poolName}${owner.username}:${password}`).digest();
  const x = createHash("sha256").update(positive(saltHex)).update(identity).digest();
  const group = createDiffieHellman(N, G);
  group.setPrivateKey(x);
  const verifier = group.generateKeys();
  return Buffer.concat([Buffer.alloc(N.length - verifier.length), verifier]);
}

/** A zero byte before a leading bit that would read as a sign: Cognito's clients hash the salt as a signed integer. */
function positive(hex: string): Buffer {
  const bytes = Buffer.from(hex, "hex");
  return (bytes[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes;
}
