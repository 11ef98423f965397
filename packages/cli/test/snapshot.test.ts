// Are committed snapshots held against their policies?
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONFIGS, errorCodes, fixture, runCli } from "./run-cli.ts";

describe("snapshot", () => {
  let directory: string;
  let SNAPSHOT: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), "claimsmith-snapshot-test-"));
    SNAPSHOT = join(directory, "policy.json");
  });
  afterAll(() => rmSync(directory, { recursive: true }));
  const run = (command: string, ...options: readonly string[]) =>
    runCli([command, ...options, "--config", CONFIGS.small], { environment: { SNAPSHOT } });

  it("--check exits 1 for a missing snapshot and writes nothing", async () => {
    const finished = await run("snapshot", "--check");
    expect(finished.exitCode).toBe(1);
    expect(errorCodes(finished)).toEqual(["SNAPSHOT_STALE"]);
    expect(() => readFileSync(SNAPSHOT)).toThrow("ENOENT");
  }, 30_000);

  it("writes what --check then accepts", async () => {
    expect((await run("snapshot")).exitCode).toBe(0);
    expect((await run("snapshot", "--check")).exitCode).toBe(0);
    const committed = JSON.parse(readFileSync(fixture("small/policy.json"), "utf8"));
    expect(JSON.parse(readFileSync(SNAPSHOT, "utf8"))).toEqual(committed);
  }, 30_000);

  it.each([["snapshot", "--check"], ["demo"], ["dev"]])(
    "%s refuses a snapshot that says something else than the policy",
    async (command, ...options) => {
      const committed = readFileSync(fixture("small/policy.json"), "utf8");
      writeFileSync(SNAPSHOT, committed.replace("Read notes", "Read all notes"));
      const finished = await run(command, ...options);
      expect(finished.exitCode).toBe(1);
      expect(errorCodes(finished)).toEqual(["SNAPSHOT_STALE"]);
      expect(finished.stderr).toContain("policy.json");
    },
    30_000,
  );

  it("finds the snapshots of the orders package current, from a folder below its config", async () => {
    const cwd = join(CONFIGS.orders, "../src");
    const finished = await runCli(["snapshot", "--check"], { cwd });
    expect(finished.stderr).toBe("");
    expect(finished.exitCode).toBe(0);
  }, 30_000);
});
