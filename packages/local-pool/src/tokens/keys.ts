// With which keys does a pool sign? One RSA pair per token kind, made with the pool; and one secret that seals its refresh tokens.
import { randomBytes } from "node:crypto";
import type { Claims, TokenKind } from "@claimsmith/cognito-model";
import { CompactSign, type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";

/** One key pair, ready for use. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** The public half, as the key set shows it. */
  readonly publicJwk: JWK;
}

/** The keys of one pool: ID and access tokens have different ones. (AWS: Understanding the access token) */
export interface PoolKeys extends Readonly<Record<TokenKind, SigningKey>> {
  /** 32 bytes, known to nobody but the pool. */
  readonly refreshSecret: Uint8Array;
}

/** A pool's keys as they are stored: private JWKs with their `kid`, and the secret in base64url. */
export interface StoredKeys extends Readonly<Record<TokenKind, JWK>> {
  readonly refreshSecret: string;
}

/** Makes both key pairs (RSA, 2,048 bits, for RS256) and the secret. */
export async function newStoredKeys(): Promise<StoredKeys> {
  const [id, access] = await Promise.all([newPrivateJwk(), newPrivateJwk()]);
  return { id, access, refreshSecret: randomBytes(32).toString("base64url") };
}

async function newPrivateJwk(): Promise<JWK> {
  const { privateKey } = await generateKeyPair("RS256", { modulusLength: 2048, extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomBytes(32).toString("base64") };
}

/** Stored keys, made ready for use. */
export async function readKeys({ id, access, refreshSecret }: StoredKeys): Promise<PoolKeys> {
  const [idKey, accessKey] = await Promise.all([readKey(id), readKey(access)]);
  return { id: idKey, access: accessKey, refreshSecret: Buffer.from(refreshSecret, "base64url") };
}

async function readKey(jwk: JWK): Promise<SigningKey> {
  const { kid = "", kty, n, e } = jwk;
  const publicJwk = { kty, n, e, kid, alg: "RS256", use: "sig" } as JWK;
  const [privateKey, publicKey] = await Promise.all([importJWK(jwk, "RS256"), importJWK(publicJwk, "RS256")]);
  return { kid, privateKey: privateKey as CryptoKey, publicKey: publicKey as CryptoKey, publicJwk };
}

/** Signs claims as a JWT with the header that Cognito uses: `kid` and `alg`. */
export function signClaims(key: SigningKey, claims: Claims): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ kid: key.kid, alg: "RS256" })
    .sign(key.privateKey);
}
