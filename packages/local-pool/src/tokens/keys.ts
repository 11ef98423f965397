// With which keys does a pool sign? One RSA pair per token kind, made with the pool; and one secret that seals its refresh tokens.
import {
  createPrivateKey,
  createPublicKey,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
  sign,
} from "node:crypto";
import type { Claims, TokenKind } from "@claimsmith/cognito-model";
import { exportJWK, generateKeyPair, type JWK } from "jose";

/** One key pair, ready for use. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** The header of every token of this key, encoded: `kid` and `alg`, as Cognito has it. */
  readonly header: string;
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
export function readKeys({ id, access, refreshSecret }: StoredKeys): PoolKeys {
  return { id: readKey(id), access: readKey(access), refreshSecret: Buffer.from(refreshSecret, "base64url") };
}

function readKey(jwk: JWK): SigningKey {
  const { kid = "", kty, n, e } = jwk;
  const publicJwk = { kty, n, e, kid, alg: "RS256", use: "sig" } as JWK;
  return {
    kid,
    privateKey: createPrivateKey({ key: jwk as JsonWebKey, format: "jwk" }),
    publicKey: createPublicKey({ key: publicJwk as JsonWebKey, format: "jwk" }),
    header: base64url(JSON.stringify({ kid, alg: "RS256" })),
    publicJwk,
  };
}

/**
 * Signs claims as a JWT. In libuv's thread pool: a signature takes as long as everything else about a token, and more than one
 * core can be at work. (RFC 7515, section 5.1; RFC 7518, section 3.3)
 */
export function signClaims({ header, privateKey }: SigningKey, claims: Claims): Promise<string> {
  const signed = `${header}.${base64url(JSON.stringify(claims))}`;
  return new Promise((resolve, reject) => {
    sign("RSA-SHA256", Buffer.from(signed), privateKey, (error, signature) => {
      if (error) reject(error);
      else resolve(`${signed}.${signature.toString("base64url")}`);
    });
  });
}

function base64url(text: string): string {
  return Buffer.from(text).toString("base64url");
}
