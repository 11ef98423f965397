// With which keys does the pool sign? One RSA pair per token kind, made when the pool starts and never stored.
import { randomBytes } from "node:crypto";
import type { Claims, TokenKind } from "@claimsmith/cognito-model";
import { CompactSign, type CryptoKey, exportJWK, generateKeyPair, type JWK } from "jose";

/** One key pair. The private half cannot be exported. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** The public half, as the key set shows it. */
  readonly publicJwk: JWK;
}

/** The pool's keys: ID and access tokens have different ones. (AWS: Understanding the access token) */
export type SigningKeys = Readonly<Record<TokenKind, SigningKey>>;

/** Makes both key pairs: RSA, 2,048 bits, for RS256. */
export async function newSigningKeys(): Promise<SigningKeys> {
  const [id, access] = await Promise.all([newSigningKey(), newSigningKey()]);
  return { id, access };
}

async function newSigningKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { modulusLength: 2048 });
  const kid = randomBytes(32).toString("base64");
  const publicJwk: JWK = { ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" };
  return { kid, privateKey, publicKey, publicJwk };
}

/** Signs claims as a JWT with the header that Cognito uses: `kid` and `alg`. */
export function signClaims(key: SigningKey, claims: Claims): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ kid: key.kid, alg: "RS256" })
    .sign(key.privateKey);
}
