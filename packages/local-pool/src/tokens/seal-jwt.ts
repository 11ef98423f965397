// How are claims sealed so that nobody but the pool can read or make them? (RFC 7516, with RFC 7518, sections 4.5 and 5.3)
import { createCipheriv, randomBytes } from "node:crypto";
import { errors, type JWTPayload, jwtDecrypt } from "jose";

/** The content encryption key is the pool's own (`dir`). */
const HEADER = Buffer.from(JSON.stringify({ alg: "dir", enc: "A256GCM", cty: "JWT" })).toString("base64url");

/**
 * An encrypted JWT in compact form. On node:crypto, since jose takes five times as long, and a sign-in seals one; opening, which
 * is rarer, holds each of them to jose.
 */
export function sealJwt(secret: Uint8Array, claims: JWTPayload): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", secret, iv).setAAD(Buffer.from(HEADER));
  const text = Buffer.concat([cipher.update(JSON.stringify(claims), "utf8"), cipher.final()]);
  return [HEADER, "", ...[iv, text, cipher.getAuthTag()].map((part) => part.toString("base64url"))].join(".");
}

/** What was sealed with this secret by this issuer and has not expired at `now`; `undefined` for anything else. */
export async function openJwt(
  secret: Uint8Array,
  token: string,
  { issuer, now }: { readonly issuer: string; readonly now: Date },
): Promise<JWTPayload | undefined> {
  try {
    const { payload } = await jwtDecrypt(token, secret, {
      issuer,
      currentDate: now,
      requiredClaims: ["exp"],
      keyManagementAlgorithms: ["dir"],
      contentEncryptionAlgorithms: ["A256GCM"],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}
