// How much of the machine does a sign-in at the local pool use, does that grow with its users, and does the memory grow with sign-ins?
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { memoryDatabase, openDataDirectory } from "@claimsmith/local-pool/inside";
import { compare, microseconds, type Times, timesAsLong } from "../ratios.ts";
import { bareCrypto } from "./bare-crypto.ts";
import { type MeasuredPool, startMeasuredPool, triggerHere, triggerInChildren } from "./measured-pool.ts";

const CRYPTO = "one password verifier and two signatures";
const POOL = "a sign-in, trigger in process";
const CHILD = "a sign-in, trigger as a child process";
const MEMORY = "a sign-in beside a hundred thousand users, in memory";
const DISK = "a sign-in beside a hundred thousand users, on disk";

const TEN = { users: 10, signers: 10 };
const MANY = { users: 100_000, signers: 200 };
/** Sign-ins of one batch, about. */
const BATCH = { batchMs: 150, maxCount: 512, warmUpRounds: 4 };

/** The figures of the local pool. */
export interface LocalPoolFigures {
  readonly "localPool.shareOfCrypto": number;
  readonly "localPool.childShareOfCrypto": number;
  readonly "localPool.timesTenUsers": number;
  readonly "localPool.timesTenUsersOnDisk": number;
  readonly "localPool.heapGrowth": number;
  /** Microseconds by contender, for the table. */
  readonly microseconds: Readonly<Record<string, number>>;
}

/** Measures sign-ins with a password over HTTP, from fifty connections. A single one that fails ends the run. */
export async function measureLocalPool(rounds: number): Promise<LocalPoolFigures> {
  const heapGrowth = await measureHeap();
  const [crypto, users] = [await compareCrypto(rounds), await compareUsers(rounds)];
  return {
    "localPool.shareOfCrypto": 1 / timesAsLong(crypto, POOL, CRYPTO),
    "localPool.childShareOfCrypto": 1 / timesAsLong(crypto, CHILD, CRYPTO),
    "localPool.timesTenUsers": timesAsLong(users, MEMORY, POOL),
    "localPool.timesTenUsersOnDisk": timesAsLong(users, DISK, POOL),
    "localPool.heapGrowth": heapGrowth,
    microseconds: microseconds(new Map([...users, ...crypto])),
  };
}

async function compareCrypto(rounds: number): Promise<Times> {
  const here = await startMeasuredPool(memoryDatabase(), { crowd: TEN, trigger: triggerHere() });
  const child = await startMeasuredPool(memoryDatabase(), { crowd: TEN, trigger: await triggerInChildren() });
  const contenders = [
    { name: CRYPTO, batch: await bareCrypto() },
    contender(POOL, here),
    contender(CHILD, child),
  ];
  return closing([here, child], () => compare({ contenders, rounds, ...BATCH }));
}

async function compareUsers(rounds: number): Promise<Times> {
  const directory = mkdtempSync(join(tmpdir(), "claimsmith-bench-"));
  try {
    const few = await startMeasuredPool(memoryDatabase(), { crowd: TEN, trigger: triggerHere() });
    const many = await startMeasuredPool(memoryDatabase(), { crowd: MANY, trigger: triggerHere() });
    const disk = await startMeasuredPool(await openDataDirectory(directory), {
      crowd: MANY,
      trigger: triggerHere(),
    });
    const contenders = [contender(POOL, few), contender(MEMORY, many), contender(DISK, disk)];
    return await closing([few, many, disk], () => compare({ contenders, rounds, ...BATCH }));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function contender(name: string, pool: MeasuredPool) {
  return { name, batch: (count: number) => pool.signIn(count) };
}

async function closing<Result>(pools: readonly MeasuredPool[], work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } finally {
    for (const pool of pools) await pool.close();
  }
}

/** The heap after ten thousand sign-ins, by that after a thousand; both after a collection. */
async function measureHeap(): Promise<number> {
  const pool = await startMeasuredPool(memoryDatabase(), { crowd: TEN, trigger: triggerHere() });
  return closing([pool], async () => {
    await pool.signIn(1_000);
    const before = await heapBytes();
    await pool.signIn(9_000);
    return (await heapBytes()) / before;
  });
}

/** The least of some collections, with turns between: what the last answers leave, and what waits to be finalised, goes in them. */
async function heapBytes(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  let least = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 200; turn++) {
    await new Promise(setImmediate);
    if (turn % 20 > 0) continue;
    collect();
    least = Math.min(least, process.memoryUsage().heapUsed);
  }
  return least;
}
