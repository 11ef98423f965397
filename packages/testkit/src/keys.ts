// With which keys are the tokens of tests signed? Made in memory when the first issuer is, never written anywhere.
import { randomBytes } from "node:crypto";
import type { Claims, TokenKind } from "@claimsmith/cognito-model";
import {
  base64url,
  CompactSign,
  type CryptoKey,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWK,
} from "jose";

/** One RSA key pair of 2,048 bits. The private half cannot be exported. */
export interface TestKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** The public half, as a key set shows it. */
  readonly publicJwk: JWK;
}

/** ID and access tokens have different keys. (AWS: Understanding the access token) */
export type TestKeys = Readonly<Record<TokenKind, TestKey>>;

let own: Promise<TestKeys> | undefined;
let strangers: Promise<TestKey> | undefined;

/** The keys of every issuer of this process: made once, since they take longer than most tests. */
export function ownKeys(): Promise<TestKeys> {
  own ??= Promise.all([newKey(), newKey()]).then(([access, id]) => ({ access, id }));
  return own;
}

/** A key that no issuer publishes. */
export function strangersKey(): Promise<TestKey> {
  strangers ??= newKey();
  return strangers;
}

async function newKey(): Promise<TestKey> {
  const { privateKey, publicKey } = await generateKeyPair("RS256", {
    modulusLength: 2048,
    extractable: false,
  });
  const kid = randomBytes(32).toString("base64");
  const { kty, n, e } = await exportJWK(publicKey);
  return { kid, privateKey, publicKey, publicJwk: { kty, n, e, kid, alg: "RS256", use: "sig" } as JWK };
}

/** How a token is signed: by its issuer, or in one of the ways that no verifier may accept. */
export type Signing = "own" | "strangersKey" | "unknownKeyId" | "publicKeyAsSecret" | "none";

const encoded = (value: unknown) => base64url.encode(JSON.stringify(value));

function rs256(claims: Claims, privateKey: CryptoKey, kid: string): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ kid, alg: "RS256" })
    .sign(privateKey);
}

const SIGNERS: Readonly<Record<Signing, (claims: Claims, key: TestKey) => Promise<string>>> = {
  own: (claims, { privateKey, kid }) => rs256(claims, privateKey, kid),
  strangersKey: async (claims, { kid }) => rs256(claims, (await strangersKey()).privateKey, kid),
  unknownKeyId: async (claims, { privateKey }) => rs256(claims, privateKey, (await strangersKey()).kid),
  publicKeyAsSecret: async (claims, { publicKey, kid }) => {
    const secret = new TextEncoder().encode(await exportSPKI(publicKey));
    return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
      .setProtectedHeader({ kid, alg: "HS256" })
      .sign(secret);
  },
  none: async (claims, { kid }) => `${encoded({ kid, alg: "none" })}.${encoded(claims)}.`,
};

/** Signs claims as a JWT with the header that Cognito uses: `kid` and `alg`. (RFC 7515, section 3.1) */
export function signClaims(claims: Claims, key: TestKey, signing: Signing = "own"): Promise<string> {
  return SIGNERS[signing](claims, key);
}

/** The token with another payload under the signature that it had. */
export function withPayload(token: string, claims: Claims): string {
  const [header = "", , signature = ""] = token.split(".");
  return [header, encoded(claims), signature].join(".");
}
