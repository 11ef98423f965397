// Is what a function prints told invocation by invocation?
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import {
  type ChildProcessTriggerOptions,
  childProcessTrigger,
  type InvocationLog,
  invocationLogLines,
  type TriggerInvoker,
} from "../src/index.ts";
import { zipOf } from "./world/cloud.ts";

const FUNCTION = `
console.log("loading");
exports.handler = async (event, context) => {
  console.log("begin " + event.n);
  await new Promise((resolve) => setTimeout(resolve, event.ms ?? 0));
  console.error("end " + event.n);
  process.stdout.write("no line end " + event.n);
  if (event.n === "crash") process.exit(1);
  if (event.n === "hang") await new Promise(() => {});
  return context.awsRequestId;
};`;

function start(logs: InvocationLog[], options: Partial<ChildProcessTriggerOptions> = {}): TriggerInvoker {
  const directory = mkdtempSync(join(tmpdir(), "claimsmith-test-"));
  const zipPath = join(directory, "function.zip");
  writeFileSync(zipPath, zipOf({ "index.js": FUNCTION }));
  const trigger = childProcessTrigger({ zipPath, onInvocation: (log) => logs.push(log), ...options });
  onTestFinished(async () => {
    await trigger.close();
    rmSync(directory, { recursive: true, force: true });
  });
  return trigger;
}

describe("the log of an invocation", () => {
  it("holds its own lines, what was printed at the start in the first one", async () => {
    const logs: InvocationLog[] = [];
    const lines: string[] = [];
    const trigger = start(logs, { maxConcurrency: 1, memorySizeMb: 256, onLog: (line) => lines.push(line) });
    const ids = [await trigger.invoke({ n: 1 }), await trigger.invoke({ n: 2 })];
    await vi.waitFor(() => expect(logs).toHaveLength(2));
    expect([...(logs[0]?.lines ?? [])].sort()).toEqual(["begin 1", "end 1", "loading", "no line end 1"]);
    expect([...(logs[1]?.lines ?? [])].sort()).toEqual(["begin 2", "end 2", "no line end 2"]);
    expect(logs.map(({ requestId }) => requestId)).toEqual(ids);
    expect(logs[0]).toMatchObject({
      functionName: "pre-token-generation",
      functionVersion: "$LATEST",
      memorySizeMb: 256,
      outcome: "ANSWERED",
      durationMs: expect.any(Number),
      initDurationMs: expect.any(Number),
      usedMemoryMb: expect.any(Number),
    });
    expect(logs[1]).not.toHaveProperty("initDurationMs");
    expect(lines).toHaveLength(7);
    expect(lines.join()).not.toContain("\u0001");
  });

  it("is not mixed with that of another at the same time", async () => {
    const logs: InvocationLog[] = [];
    const trigger = start(logs, { maxConcurrency: 4 });
    const numbers = Array.from({ length: 12 }, (_, n) => n);
    await Promise.all(numbers.map((n) => trigger.invoke({ n, ms: 20 })));
    await vi.waitFor(() => expect(logs).toHaveLength(12));
    for (const { lines } of logs) {
      const own = lines.filter((line) => line !== "loading").map((line) => line.split(" ").at(-1));
      expect(own).toHaveLength(3);
      expect(new Set(own).size).toBe(1);
    }
  });

  it.each([
    { n: "crash", outcome: "TRIGGER_CRASHED" },
    { n: "hang", outcome: "TRIGGER_TIMED_OUT" },
  ])("is told with $outcome too", async ({ n, outcome }) => {
    const logs: InvocationLog[] = [];
    const trigger = start(logs, { timeoutMs: 1_500 });
    await expect(trigger.invoke({ n })).rejects.toMatchObject({ code: outcome });
    await vi.waitFor(() => expect(logs).toHaveLength(1));
    expect(logs[0]).toMatchObject({ outcome });
    expect(logs[0]?.lines).toContain(`end ${n}`);
  });

  it("reads like Lambda's", () => {
    const common = {
      requestId: "r-1",
      functionName: "f",
      functionVersion: "3",
      lines: ["one"],
      memorySizeMb: 128,
    };
    expect(
      invocationLogLines({
        ...common,
        durationMs: 1.5,
        initDurationMs: 30,
        usedMemoryMb: 60,
        outcome: "ANSWERED",
      }),
    ).toEqual([
      "START RequestId: r-1 Version: 3",
      "one",
      "END RequestId: r-1",
      "REPORT RequestId: r-1 Duration: 1.50 ms Memory Size: 128 MB Max Memory Used: 60 MB Init Duration: 30.00 ms",
    ]);
  });
});
