// What does the verifier cost a request? `GET /orders/{id}` of the plain server under load, without it and with it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import autocannon from "autocannon";
import { type LoadVariant, type Served, serveForLoad } from "./local/load-server.ts";

const CONNECTIONS = 100;
const FLAGS = ["--conditions=@claimsmith/source", "--import", "tsx"];

interface Measured {
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
}

/** Loads a server in a process of its own. Any answer but 200 fails the run. */
async function measure(variant: LoadVariant, seconds: number): Promise<Measured> {
  const child = spawn(process.execPath, [...FLAGS, fileURLToPath(import.meta.url), "--serve", variant], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [line] = await once(createInterface(child.stdout), "line");
    const { url, authorization } = JSON.parse(line) as Served;
    const load = { url, headers: { authorization }, connections: CONNECTIONS };
    await autocannon({ ...load, duration: Math.min(seconds, 3) });
    const { requests, latency, non2xx, errors } = await autocannon({ ...load, duration: seconds });
    if (non2xx + errors > 0) throw new TypeError(`expected 200 alone, and ${non2xx + errors} were not`);
    return { requestsPerSecond: requests.average, p99Ms: latency.p99 };
  } finally {
    child.kill();
  }
}

const VARIANTS = {
  without: "without the verifier",
  with: "with the verifier",
  remembering: "with it, remembering tokens",
} as const satisfies Record<LoadVariant, string>;

async function main(seconds: number): Promise<void> {
  const cores = availableParallelism();
  console.log(
    `GET /orders/{id}, ${seconds} s, ${CONNECTIONS} connections, ${cores} cores, load and server share them.`,
  );
  console.log(
    "The same handler on the same storage, a map in the server's process made for this run; no log.",
  );
  let without: number | undefined;
  for (const [variant, name] of Object.entries(VARIANTS) as [LoadVariant, string][]) {
    const { requestsPerSecond, p99Ms } = await measure(variant, seconds);
    without ??= requestsPerSecond;
    const figures = `${requestsPerSecond.toFixed(0).padStart(6)} requests/s   p99 ${p99Ms} ms`;
    console.log(`${name.padEnd(27)} ${figures}   ${(requestsPerSecond / without).toFixed(2)}`);
  }
}

const { values } = parseArgs({
  options: { seconds: { type: "string", default: "30" }, serve: { type: "string" } },
});
if (values.serve !== undefined && values.serve in VARIANTS) await serveForLoad(values.serve as LoadVariant);
else await main(Number(values.seconds));
