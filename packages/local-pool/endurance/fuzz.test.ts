// Does anything that anybody sends end in other than an answer that is documented? FUZZ_RUNS requests (default 3,000); FUZZ_SEED and FUZZ_PATH repeat a failure.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { renewedWorld } from "../test/fuzz/known-world.ts";
import { type FuzzedPool, startFuzzedPool } from "../test/fuzz/pool.ts";
import type { FuzzRequest } from "../test/fuzz/request.ts";
import { request } from "../test/fuzz/requests.ts";
import { type Answer, NoAnswer, newAgent, send } from "../test/fuzz/send.ts";
import { lineVerdict, verdictOn } from "../test/fuzz/verdict.ts";

const RUNS = Number(process.env.FUZZ_RUNS ?? 3_000);
const SEED = Number(process.env.FUZZ_SEED ?? 20_260_101);
const PATH = process.env.FUZZ_PATH;
/** Requests that a run sends one after the other, on average, before the world is made anew. */
const REQUESTS_A_RUN = 15;
/** What a pool may hold more at the end than after a tenth: users and functions that were made, and coarse in any case. */
const MORE_HEAP_BYTES = 64 * 1024 * 1024;

/** Sends some requests to a world that is as it should be. */
async function run(pool: FuzzedPool, requests: readonly FuzzRequest[]): Promise<void> {
  await pool.ask("renewed");
  const known = await renewedWorld(pool);
  await pool.ask("lines");
  const agent = newAgent();
  try {
    for (const one of requests) {
      const answer = await sent(pool, one, { known, agent });
      if (answer === undefined) continue;
      const verdict = verdictOn(answer, one, known);
      if (verdict !== undefined) throw new Error(`${verdict}\n${answer.status} ${answer.text.slice(0, 500)}`);
    }
    for (const line of await pool.ask("lines")) expect(lineVerdict(line, known), line).toBeUndefined();
    expect(pool.trouble()).toBe("");
  } finally {
    agent.destroy();
  }
}

/** The answer. None where the pool may hang up before it has read all: then the end of the connection can overtake the answer. */
async function sent(
  pool: FuzzedPool,
  one: FuzzRequest,
  by: Parameters<typeof send>[2],
): Promise<Answer | undefined> {
  try {
    return await send(pool.endpoint, one, by);
  } catch (error) {
    if (error instanceof NoAnswer && error.isReset && isTooLarge(one)) return undefined;
    throw error;
  }
}

/** More headers than Node takes, or more body than the pool takes. */
function isTooLarge({ headers, body }: FuzzRequest): boolean {
  return (
    headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0) > 12_000 ||
    (body?.text.length ?? 0) > 500_000
  );
}

describe.each([
  { where: "in memory", keeps: false },
  { where: "on disk", keeps: true },
])("a pool $where", ({ keeps }) => {
  it("answers every request with what is documented, and goes on", { timeout: 3_600_000 }, async () => {
    const directory = keeps ? mkdtempSync(join(tmpdir(), "claimsmith-fuzz-")) : "";
    if (keeps) onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    const pool = await startFuzzedPool(directory);
    onTestFinished(() => pool.close());
    const numRuns = Math.ceil(RUNS / REQUESTS_A_RUN / 2);
    let done = 0;
    let heapBytes = Number.POSITIVE_INFINITY;
    console.log(`fuzz: ${numRuns} runs, seed ${SEED}`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(request, { minLength: 1, maxLength: 2 * REQUESTS_A_RUN, size: "max" }),
        async (requests) => {
          if (++done === Math.ceil(numRuns / 10)) heapBytes = await pool.ask("heapBytes");
          await run(pool, requests);
        },
      ),
      { numRuns, seed: SEED, ...(PATH === undefined ? {} : { path: PATH }) },
    );
    await run(pool, []);
    expect(await pool.ask("heapBytes")).toBeLessThan(heapBytes + MORE_HEAP_BYTES);
  });
});
