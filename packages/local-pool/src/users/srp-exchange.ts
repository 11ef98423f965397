// How do a client that knows a password and a pool that knows its verifier find the same key? (RFC 5054, sections 2.5 and 2.6)
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import { G, GROUP_BYTES, hashOf, MULTIPLIER, N, numberOf, power, signedBytes } from "./srp-group.ts";

/** One exchange that the pool has begun. Good for one answer. */
export interface SrpExchange {
  /** A: what the client sent. */
  readonly clientPublic: bigint;
  /** b: the pool's secret of this exchange alone, 32 random bytes. */
  readonly secret: Uint8Array;
  /** B: what the client is sent. */
  readonly serverPublic: bigint;
  /** v: 384 bytes in hexadecimal. */
  readonly verifierHex: string;
}

/** What a client proves to have made the key for. */
export interface PasswordClaim {
  readonly poolName: string;
  /** USER_ID_FOR_SRP. */
  readonly userId: string;
  /** SECRET_BLOCK as it was sent: base64. */
  readonly secretBlock: string;
  /** As the client wrote it. */
  readonly timestamp: string;
}

const MAX_HEX_LENGTH = 2 * GROUP_BYTES + 2;

/** The number A of a request, or `undefined` where it is none between 0 and N: 0 and N would make the key known to everybody. */
export function clientPublicOf(hex: string): bigint | undefined {
  if (hex.length > MAX_HEX_LENGTH || !/^[0-9a-fA-F]+$/.test(hex)) return undefined;
  const number = BigInt(`0x${hex}`);
  return number > 0n && number < N ? number : undefined;
}

/** Begins an exchange: B = k·v + g^b. */
export function beginExchange(clientPublic: bigint, verifierHex: string): SrpExchange {
  const secret = randomBytes(32);
  const verifier = BigInt(`0x${verifierHex}`);
  const serverPublic = (MULTIPLIER * verifier + numberOf(power(G, secret))) % N;
  return { clientPublic, secret, serverPublic, verifierHex };
}

/** True if the signature was made with the key that only the right password gives. */
export function isClaimSignature(exchange: SrpExchange, claim: PasswordClaim, signature: string): boolean {
  const key = exchangeKey(exchange);
  if (key === undefined) return false;
  const expected = createHmac("sha256", key)
    .update(claim.poolName + claim.userId)
    .update(Buffer.from(claim.secretBlock, "base64"))
    .update(claim.timestamp)
    .digest();
  const given = Buffer.from(signature, "base64");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** 16 bytes of HKDF over S = (A · v^u)^b, salted with u = H(A | B); none where u is 0. (RFC 5869; the label is that of Cognito's clients) */
function exchangeKey({
  clientPublic,
  secret,
  serverPublic,
  verifierHex,
}: SrpExchange): Uint8Array | undefined {
  const scrambler = hashOf(clientPublic, serverPublic);
  if (numberOf(scrambler) === 0n) return undefined;
  const blinded = numberOf(power(BigInt(`0x${verifierHex}`), scrambler));
  const shared = numberOf(power((clientPublic * blinded) % N, secret));
  const salt = signedBytes(numberOf(scrambler));
  return new Uint8Array(hkdfSync("sha256", signedBytes(shared), salt, "Caldera Derived Key", 16));
}
