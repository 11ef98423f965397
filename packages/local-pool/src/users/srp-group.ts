// In which group does SRP compute, and how are its numbers hashed? (RFC 5054; Cognito's parameters as its public clients have them)
import { createDiffieHellman, createHash, getDiffieHellman } from "node:crypto";

/** N of the 3,072-bit group: RFC 5054, appendix A, takes it from RFC 3526, section 4. Cognito's clients use it with g = 2. */
const PRIME = getDiffieHellman("modp15").getPrime();

/** Bytes of N, and of every power in the group. */
export const GROUP_BYTES = PRIME.length;

/** N as a number. */
export const N = numberOf(PRIME);

const GENERATOR = 2;

/** g as a number. */
export const G = BigInt(GENERATOR);

/** k = H(N | g). (RFC 5054, section 2.6) */
export const MULTIPLIER = numberOf(hashOf(N, G));

/**
 * base^exponent mod N in 384 bytes, by OpenSSL: `BigInt` would need a power of its own, and one whose time tells the exponent.
 * @throws a TypeError or RangeError of node:crypto for a base of 0, 1, N - 1 or more: no honest party meets one
 */
export function power(base: bigint, exponent: Uint8Array): Buffer {
  const group = createDiffieHellman(PRIME, GENERATOR);
  group.setPrivateKey(exponent);
  return group.computeSecret(unsignedBytes(base));
}

/** The number of big-endian bytes. */
export function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString("hex") || "0"}`);
}

/** SHA-256 over numbers as Cognito's clients write them. */
export function hashOf(...numbers: readonly bigint[]): Buffer {
  const hash = createHash("sha256");
  for (const number of numbers) hash.update(signedBytes(number));
  return hash.digest();
}

/**
 * A number in as few bytes as a signed one takes: a zero byte stands before a leading bit that would read as a sign. RFC 5054
 * pads to the length of N instead; Cognito's clients do not.
 */
export function signedBytes(number: bigint): Buffer {
  const bytes = unsignedBytes(number);
  return (bytes[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes;
}

function unsignedBytes(number: bigint): Buffer {
  const hex = number.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
}
