// Do processes start one after the other, and stop even where they would rather not?
import { afterEach, describe, expect, it } from "vitest";
import { placedProcesses } from "../src/dev/placed-processes.ts";
import { type Processes, startProcesses } from "../src/dev/processes.ts";
import { fixture } from "./run-cli.ts";

const started: Processes[] = [];
afterEach(async () => {
  for (const each of started.splice(0)) await each.stop();
});

const NEVER = new AbortController().signal;

/** Processes of the given manners, on free ports. */
async function placed(manners: Readonly<Record<string, string>>) {
  const rows = Object.entries(manners).map(([name, manner]) => {
    const command = [process.execPath, "server.mjs", manner] as const;
    return [name, { directory: fixture("processes"), command, port: 4101, readyPath: "/ready" }] as const;
  });
  return placedProcesses(Object.fromEntries(rows), 0);
}

interface Differently {
  readonly stopped?: AbortSignal;
  readonly readyTimeoutMs?: number;
}

async function start(manners: Readonly<Record<string, string>>, differently: Differently = {}) {
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const processes = await placed(manners);
  const options = { variables: {}, log, stopped: NEVER, graceMs: 500, ...differently };
  const outcome = await startProcesses(processes, options).catch((error: unknown) => ({ error }));
  if ("stop" in outcome) started.push(outcome);
  return { outcome, lines, processes };
}

/** The process that serves at a URL and the one that it has started. */
async function pidsAt(url: string): Promise<readonly number[]> {
  const { pids } = (await (await fetch(`${url}/told`)).json()) as { readonly pids: readonly number[] };
  return pids;
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

describe("processes", () => {
  it("start in their order, each once the one before it can be used, and stop the other way round", async () => {
    const { outcome, lines } = await start({ first: "serves", second: "serves" });
    await (outcome as Processes).stop();
    expect(lines).toEqual([
      "first: listening",
      "second: listening",
      "second: asked to end",
      "first: asked to end",
    ]);
  }, 30_000);

  it("are ended where they do not end themselves", async () => {
    const { outcome, lines, processes } = await start({ only: "stubborn" });
    const [pid = 0] = await pidsAt(processes[0]?.url ?? "");
    expect(isGone(pid)).toBe(false);
    await (outcome as Processes).stop();
    expect(lines).toEqual(["only: listening", "only: asked to end"]);
    expect(isGone(pid)).toBe(true);
  }, 30_000);

  it("are given up where one never answers 200, and those before it are stopped", async () => {
    const { outcome, lines } = await start({ first: "serves", second: "never" }, { readyTimeoutMs: 3_000 });
    expect(outcome).toMatchObject({ error: { code: "PROCESS_NOT_READY", exitCode: 1 } });
    expect(lines).toEqual([
      "first: listening",
      "second: listening",
      "second: asked to end",
      "first: asked to end",
    ]);
  }, 30_000);

  it("are given up at once where one ends instead", async () => {
    const { outcome, lines } = await start({ first: "serves", second: "ends", third: "serves" });
    expect(outcome).toMatchObject({ error: { code: "PROCESS_ENDED", exitCode: 1 } });
    expect(lines).toEqual(["first: listening", "second: nothing to serve today", "first: asked to end"]);
  }, 30_000);

  it("are not started where the wish to stop came before", async () => {
    const { outcome, lines } = await start({ first: "serves" }, { stopped: AbortSignal.abort() });
    expect(outcome).not.toHaveProperty("error");
    expect(lines).toEqual([]);
  });
});
