// How long does a process take to load a handler and to answer the first event? Measured in new processes, in turn.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, shuffled } from "./ratios.ts";

/** One bundle to load: CommonJS that exports `handler`. */
export interface ColdContender {
  readonly name: string;
  readonly code: Uint8Array;
}

/** How to compare. */
export interface ColdComparison {
  readonly contenders: readonly ColdContender[];
  /** JSON of the first event. */
  readonly eventText: string;
  readonly environment: Readonly<Record<string, string>>;
  /** How often each contender starts. Range: 1 to 1,000. */
  readonly rounds: number;
}

/** A handler that does nothing: what is measured of it is the measuring. */
const EMPTY_HANDLER: ColdContender = {
  name: "empty handler",
  code: new TextEncoder().encode("exports.handler = async (event) => event;"),
};

// Lambda's runtime is up, with its output open and one module loaded, before it loads a function: so is this process.
const CHILD = `
console.log("ready");
const { readFileSync } = require("node:fs");
const event = JSON.parse(readFileSync(process.argv[3], "utf8"));
const startedAt = performance.now();
const { handler } = require(process.argv[2]);
handler(event).then(() => {
  const elapsedMs = performance.now() - startedAt;
  console.log("\\n" + elapsedMs);
});
`;

/**
 * Milliseconds to load each bundle and to answer the first event, over an empty handler: medians over the rounds. Each round
 * starts every contender once, in a new order.
 *
 * @throws {TypeError} where a handler does not answer
 */
export function compareColdStarts(comparison: ColdComparison): ReadonlyMap<string, number> {
  const folder = mkdtempSync(join(tmpdir(), "cold-start-"));
  try {
    const all = [EMPTY_HANDLER, ...comparison.contenders];
    const files = new Map(all.map(({ name, code }, index) => [name, write(folder, `${index}.cjs`, code)]));
    const child = write(folder, "child.cjs", CHILD);
    const event = write(folder, "event.json", comparison.eventText);
    const times = new Map<string, number[]>(all.map(({ name }) => [name, []]));
    for (let round = 0; round < comparison.rounds; round++) {
      for (const [name, file] of shuffled([...files], Math.random)) {
        times.get(name)?.push(startOnce([child, file, event], comparison.environment));
      }
    }
    const empty = median(times.get(EMPTY_HANDLER.name) ?? []);
    return new Map(comparison.contenders.map(({ name }) => [name, median(times.get(name) ?? []) - empty]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Nothing of this process's environment goes along: one variable for certificates alone adds 30 ms on Node 20. */
function startOnce(args: readonly string[], environment: Readonly<Record<string, string>>): number {
  const { stdout } = spawnSync(process.execPath, args, { env: environment, encoding: "utf8" });
  const [ready, elapsedMs] = [stdout.startsWith("ready\n"), Number(stdout.split("\n\n").at(-1))];
  if (ready && Number.isFinite(elapsedMs) && elapsedMs > 0) return elapsedMs;
  throw new TypeError(`a handler did not answer the first event: ${stdout.slice(0, MOST_OF_OUTPUT)}`);
}

const MOST_OF_OUTPUT = 500;

function write(folder: string, name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
