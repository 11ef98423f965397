// When do rows go that time has made meaningless?
import type { Cloud, Pool } from "../cloud/cloud.ts";
import type { Table, Writer } from "./database.ts";

const HOUR_MS = 60 * 60 * 1000;

/** When each table of a pool was last swept, by cloud: lost at a restart, after which the next write sweeps. */
const sweptAtMs = new WeakMap<Cloud, Map<string, number>>();

/** A row that says when it goes, named by the sign-in that it is about. */
export interface ExpiringRow {
  /** `origin_jti`: the name that the row stands under. */
  readonly originId: string;
  readonly expiresAtMs: number;
}

/** Removes the rows of a pool that have expired, at most once an hour: the cost of a write does not grow with the table. */
export function sweepHourly(pool: Pool, tx: Writer, table: Table<ExpiringRow>): void {
  const { cloud, userPoolId } = pool;
  const nowMs = cloud.clock();
  const swept = sweptAtMs.get(cloud) ?? new Map<string, number>();
  sweptAtMs.set(cloud, swept);
  const key = `${table.name} ${userPoolId}`;
  if (nowMs < (swept.get(key) ?? Number.NEGATIVE_INFINITY) + HOUR_MS) return;
  swept.set(key, nowMs);
  for (const { originId, expiresAtMs } of [...tx.list(table, userPoolId)]) {
    if (expiresAtMs <= nowMs) tx.remove(table, [userPoolId, originId]);
  }
}
