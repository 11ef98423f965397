// What is a refresh token? The state of its sign-in, sealed: the pool stores nothing for it, so sign-ins cost no memory.
import { randomUUID } from "node:crypto";
import type { JWTPayload } from "jose";
import type { Pool } from "../cloud/cloud.ts";
import { CognitoError } from "../errors.ts";
import { type ClientRecord, lifetimesOf } from "../pools/client.ts";
import { USERS } from "../store/tables.ts";
import type { User } from "../users/user.ts";
import { isRevoked } from "./revocation.ts";
import { checkNotReplaced } from "./rotation.ts";
import { openJwt, sealJwt } from "./seal-jwt.ts";

/** One sign-in, as its refresh tokens continue it. */
export interface SignInSession {
  /** `origin_jti` of every token of this sign-in. */
  readonly originId: string;
  /** Granted before the trigger. */
  readonly scopes: readonly string[];
  /** True where the sign-in was at the OAuth endpoints. */
  readonly oauth: boolean;
  readonly authTimeSeconds: number;
  /** The API that the access tokens are bound to. (RFC 8707) */
  readonly resource?: string;
}

/** What a refresh token says. */
export interface RefreshTokenContent extends SignInSession {
  readonly tokenId: string;
  readonly clientId: string;
  readonly username: string;
  readonly sub: string;
  readonly expiresAtSeconds: number;
}

/** A refresh token of a new sign-in, good for as long as the client says. */
export function newRefreshToken(
  pool: Pool,
  { client, user, session }: { client: ClientRecord; user: User; session: SignInSession },
): string {
  const nowSeconds = Math.floor(pool.cloud.clock() / 1000);
  return sealRefreshToken(pool, {
    ...session,
    tokenId: randomUUID(),
    clientId: client.clientId,
    username: user.username,
    sub: user.sub,
    expiresAtSeconds: nowSeconds + lifetimesOf(client).refreshTokenSeconds,
  });
}

/** Seals the content: encrypted and authenticated, so nobody but the pool can read or make one. */
export function sealRefreshToken(pool: Pool, content: RefreshTokenContent): string {
  const { tokenId: jti, sub, expiresAtSeconds: exp, ...rest } = content;
  const { refreshSecret } = pool.cloud.keyRing.of(pool.userPoolId);
  return sealJwt(refreshSecret, { ...rest, iss: pool.userPoolId, jti, sub, exp });
}

/** What a refresh token of this pool says, expired or not; `undefined` for anything else. */
export async function openRefreshToken(pool: Pool, token: string): Promise<RefreshTokenContent | undefined> {
  const { refreshSecret } = pool.cloud.keyRing.of(pool.userPoolId);
  const claims = await openJwt(refreshSecret, token, { issuer: pool.userPoolId, now: new Date(0) });
  return claims && contentOf(claims);
}

function contentOf(payload: JWTPayload): RefreshTokenContent {
  const { jti = "", sub = "", exp = 0, iss: _iss, ...rest } = payload;
  return { ...(rest as unknown as RefreshTokenContent), tokenId: jti, sub, expiresAtSeconds: exp };
}

/**
 * The content of a refresh token that this client may use now, and its user.
 * @throws CognitoError NotAuthorizedException where it is unknown, of another client, expired or revoked, or its user is gone or disabled;
 * RefreshTokenReuseException where rotation has replaced it
 */
export async function usableRefreshToken(
  pool: Pool,
  client: ClientRecord,
  token: string,
): Promise<{ readonly content: RefreshTokenContent; readonly user: User }> {
  const content = await openRefreshToken(pool, token);
  const user = content && pool.cloud.database.get(USERS, [pool.userPoolId, content.username]);
  if (content?.clientId !== client.clientId || user?.sub !== content.sub)
    throw refused("Invalid Refresh Token");
  if (!user.enabled) throw refused("User is disabled.");
  if (content.expiresAtSeconds * 1000 <= pool.cloud.clock()) throw refused("Refresh Token has expired");
  if (isRevoked(pool, { ...content, user })) throw refused("Refresh Token has been revoked");
  checkNotReplaced(pool, content);
  return { content, user };
}

function refused(message: string): CognitoError {
  return new CognitoError("NotAuthorizedException", message);
}
