// Which tokens no longer count at the pool's own endpoints? (AWS: Ending user sessions with token revocation)
import type { Pool } from "../cloud/cloud.ts";
import { type ExpiringRow, sweepHourly } from "../store/sweep.ts";
import { REVOKED_ORIGINS, USERS } from "../store/tables.ts";
import type { User } from "../users/user.ts";

/** One sign-in that was revoked. The row goes when its last token has expired anyway. */
export type RevokedOrigin = ExpiringRow;

/** The longest that an access or ID token lives. (AWS: Managing user pool token expiration and caching) */
const LONGEST_TOKEN_MS = 24 * 60 * 60 * 1000;

/** Revokes every token of one sign-in, for good. `expiresAtMs` is the end of its refresh token, whose last use gave tokens that outlive it. */
export async function revokeOrigin(pool: Pool, originId: string, expiresAtMs: number): Promise<void> {
  await pool.cloud.database.write((tx) => {
    sweepHourly(pool, tx, REVOKED_ORIGINS);
    const row = { originId, expiresAtMs: expiresAtMs + LONGEST_TOKEN_MS };
    tx.put(REVOKED_ORIGINS, [pool.userPoolId, originId], row);
  });
}

/** Signs a user out everywhere: no token of before counts at the pool's own endpoints any more. */
export async function signOutEverywhere(pool: Pool, user: User): Promise<void> {
  await pool.cloud.database.write((tx) => {
    const stored = tx.get(USERS, [pool.userPoolId, user.username]);
    if (stored?.sub !== user.sub) return;
    tx.put(USERS, [pool.userPoolId, user.username], { ...stored, signedOutAtMs: pool.cloud.clock() });
  });
}

/** True for a token of a sign-in that was revoked, or that was before its user was signed out everywhere. */
export function isRevoked(
  pool: Pool,
  token: { readonly originId: string | undefined; readonly authTimeSeconds: number; readonly user: User },
): boolean {
  const { originId, authTimeSeconds, user } = token;
  if (authTimeSeconds * 1000 <= (user.signedOutAtMs ?? Number.NEGATIVE_INFINITY)) return true;
  return (
    originId !== undefined &&
    pool.cloud.database.get(REVOKED_ORIGINS, [pool.userPoolId, originId]) !== undefined
  );
}

/**
 * `auth_time` of a sign-in that happens now. It has whole seconds only: right after a sign-out everywhere it is the next
 * second, so that no token of before can pass for one of after.
 */
export function authTimeNow(pool: Pool, user: User): number {
  const nowSeconds = Math.floor(pool.cloud.clock() / 1000);
  return user.signedOutAtMs === undefined
    ? nowSeconds
    : Math.max(nowSeconds, Math.floor(user.signedOutAtMs / 1000) + 1);
}
