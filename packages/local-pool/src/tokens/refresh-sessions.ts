// What is a refresh token worth, and until when?
import { createHash } from "node:crypto";
import { CognitoError } from "../errors.ts";
import type { PoolClient } from "../pool/clients.ts";
import type { Pool } from "../pool/context.ts";
import { newOpaqueToken } from "../pool/identifiers.ts";
import type { User } from "../users/user.ts";

/** One sign-in that can be refreshed. The token itself is not kept. */
export interface RefreshSession {
  /** SHA-256 of the refresh token, hexadecimal. */
  readonly tokenHash: string;
  /** `origin_jti` of every token of this sign-in. */
  readonly originId: string;
  readonly username: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly oauth: boolean;
  readonly authTimeSeconds: number;
  readonly expiresAtMs: number;
}

/** What a new refresh token continues. */
export interface SignedIn {
  readonly client: PoolClient;
  readonly user: User;
  readonly originId: string;
  readonly scopes: readonly string[];
  readonly oauth: boolean;
  readonly authTimeSeconds: number;
}

/** Stores a refresh session and gives its token, which lives as long as the client says. */
export async function openRefreshSession(pool: Pool, signedIn: SignedIn): Promise<string> {
  const { client, user, ...rest } = signedIn;
  const refreshToken = newOpaqueToken();
  const nowMs = pool.clock();
  const session = {
    ...rest,
    tokenHash: hashOf(refreshToken),
    username: user.username,
    clientId: client.clientId,
    expiresAtMs: nowMs + client.blueprint.lifetimes.refreshTokenSeconds * 1000,
  };
  await pool.store.addRefreshSession(session, nowMs);
  return refreshToken;
}

/**
 * The session of a refresh token that this client may use now.
 * @throws CognitoError NotAuthorizedException where the token is unknown, of another client, expired or revoked
 */
export async function usableRefreshSession(
  pool: Pool,
  client: PoolClient,
  refreshToken: string,
): Promise<RefreshSession> {
  const session = await pool.store.findRefreshSession(hashOf(refreshToken));
  if (session === undefined || session.clientId !== client.clientId) {
    throw new CognitoError("NotAuthorizedException", "Invalid Refresh Token");
  }
  if (session.expiresAtMs <= pool.clock()) {
    throw new CognitoError("NotAuthorizedException", "Refresh Token has expired");
  }
  if (await pool.store.isOriginRevoked(session.originId)) {
    throw new CognitoError("NotAuthorizedException", "Refresh Token has been revoked");
  }
  return session;
}

/** The session of a refresh token, whatever its state. */
export function findRefreshSession(pool: Pool, refreshToken: string): Promise<RefreshSession | undefined> {
  return pool.store.findRefreshSession(hashOf(refreshToken));
}

function hashOf(refreshToken: string): string {
  return createHash("sha256").update(refreshToken).digest("hex");
}
