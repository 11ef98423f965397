// Which of a sign-in's refresh tokens counts, where each use of one gives the next? (AWS: Refresh tokens; API Reference: RefreshTokenRotationType)
import { randomUUID } from "node:crypto";
import type { Pool } from "../cloud/cloud.ts";
import { CognitoError } from "../errors.ts";
import type { ClientRecord } from "../pools/client.ts";
import type { Reader } from "../store/database.ts";
import { type ExpiringRow, sweepHourly } from "../store/sweep.ts";
import { ROTATIONS } from "../store/tables.ts";
import type { RefreshTokenContent } from "./refresh-token.ts";

/** The rotation of one sign-in. There is none before the first use of a refresh token: a sign-in alone stores nothing. */
export interface Rotation extends ExpiringRow {
  /** The token that counts. */
  readonly currentId: string;
  /** Tokens that were replaced and may be sent again for a while. */
  readonly replaced: readonly { readonly tokenId: string; readonly untilMs: number }[];
}

/** True where each refresh gives a new refresh token. */
export function rotates({ settings }: ClientRecord): boolean {
  return settings.RefreshTokenRotation?.Feature === "ENABLED";
}

/**
 * Holds a refresh token against the rotation of its sign-in. What rotation has ended stays ended when rotation is turned off.
 * The sign-in goes on with its current token: AWS does not say that a reuse revokes it (unverified).
 * @throws CognitoError RefreshTokenReuseException
 */
export function checkNotReplaced(
  pool: Pool,
  { originId, tokenId }: RefreshTokenContent,
  reader: Reader = pool.cloud.database,
): Rotation | undefined {
  const rotation = reader.get(ROTATIONS, [pool.userPoolId, originId]);
  if (rotation === undefined || rotation.currentId === tokenId) return rotation;
  const nowMs = pool.cloud.clock();
  if (rotation.replaced.some((one) => one.tokenId === tokenId && nowMs < one.untilMs)) return rotation;
  throw new CognitoError("RefreshTokenReuseException", "Refresh token has been invalidated by rotation");
}

/**
 * Puts a new token in the place of the one that was used, and gives the content of the new one, which ends when the old one
 * would have. Of two uses at the same time one gets it; the other is a retry: within the grace period it gets the same token
 * id, after it nothing.
 * @throws CognitoError RefreshTokenReuseException
 */
export async function rotate(
  pool: Pool,
  client: ClientRecord,
  used: RefreshTokenContent,
): Promise<RefreshTokenContent> {
  const nextId = randomUUID();
  const tokenId = await pool.cloud.database.write((tx) => {
    const before = checkNotReplaced(pool, used, tx);
    if (before !== undefined && before.currentId !== used.tokenId) return before.currentId;
    sweepHourly(pool, tx, ROTATIONS);
    const rotation = rotated(pool, client, { used, before, nextId });
    tx.put(ROTATIONS, [pool.userPoolId, used.originId], rotation);
    return nextId;
  });
  return { ...used, tokenId };
}

function rotated(
  pool: Pool,
  { settings }: ClientRecord,
  step: {
    readonly used: RefreshTokenContent;
    readonly before: Rotation | undefined;
    readonly nextId: string;
  },
): Rotation {
  const { used, before, nextId } = step;
  const nowMs = pool.cloud.clock();
  const graceMs = (settings.RefreshTokenRotation?.RetryGracePeriodSeconds ?? 0) * 1000;
  const replaced = [...(before?.replaced ?? []), { tokenId: used.tokenId, untilMs: nowMs + graceMs }];
  return {
    originId: used.originId,
    currentId: nextId,
    replaced: replaced.filter(({ untilMs }) => untilMs > nowMs),
    // Rotation does not move the end.
    expiresAtMs: used.expiresAtSeconds * 1000,
  };
}
