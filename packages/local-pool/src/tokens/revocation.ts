// Which tokens no longer count at the pool's own endpoints? (AWS: Ending user sessions with token revocation)
import type { Pool } from "../cloud/cloud.ts";
import { REVOKED_ORIGINS } from "../store/tables.ts";
import type { User } from "../users/user.ts";

/** One sign-in that was revoked. */
export interface RevokedOrigin {
  /** When its last token has expired anyway. */
  readonly expiresAtMs: number;
}

/** Revokes every token of one sign-in, for good. */
export async function revokeOrigin(pool: Pool, originId: string, expiresAtMs: number): Promise<void> {
  await pool.cloud.database.write((tx) => {
    tx.put(REVOKED_ORIGINS, [pool.userPoolId, originId], { expiresAtMs });
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
