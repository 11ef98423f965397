// What does the command line say of input that it cannot use?
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CONFIGS, errorCodes, runCli } from "./run-cli.ts";

const PATHS_OF_MISTAKES = [
  'groups["with blank"]',
  "groups.STAFF.precedence",
  "attributes.size.maxLength",
  "clients.web.sings",
  "clients.robot.kind",
  "deny[0].reason",
  "accessToken.claims.team.from",
  "accessToken.scopes.orders/read",
  "accessToken.claims.sub",
  "accessToken.claims.email.from",
];

describe("a policy with ten mistakes", () => {
  it("prints ten issues with path, code, what was expected, what was received and a hint, and exits 2", async () => {
    const finished = await runCli(["demo", "--config", CONFIGS.tenMistakes]);
    const issues = finished.stderr.split("\n").filter((line) => line.startsWith("  "));
    expect(finished.exitCode).toBe(2);
    expect(errorCodes(finished)).toEqual(["POLICY_INVALID"]);
    expect(issues.map((line) => line.trim().split(": ", 1)[0]).sort()).toEqual(PATHS_OF_MISTAKES.sort());
    for (const issue of issues) expect(issue).toMatch(/: [A-Z_]+: expected .+, received .+; .+/);
    expect(finished.stdout).toBe("");
  }, 30_000);
});

describe("wrong arguments", () => {
  it.each([
    [[]],
    [["bogus"]],
    [["constructor"]],
    [["demo", "extra"]],
    [["demo", "--port", "1"]],
    [["demo", "--unknown"]],
    [["dev", "--port", "65536", "--config", CONFIGS.small]],
    [["dev", "--port", "http", "--config", CONFIGS.small]],
    [["snapshot", "--json"]],
  ])(
    "%j is a usage error with exit code 2",
    async (args) => {
      const finished = await runCli(args);
      expect(finished.exitCode).toBe(2);
      expect(errorCodes(finished)).toEqual(["USAGE"]);
      expect(finished.stdout).toBe("");
    },
    30_000,
  );

  it.each([
    [["--help"], "demo"],
    [["dev", "--help"], "--port"],
    [["snapshot", "-h"], "--check"],
  ])(
    "%j explains itself and exits 0",
    async (args, expected) => {
      const { exitCode, stdout } = await runCli(args);
      expect(exitCode).toBe(0);
      expect(stdout).toContain(expected);
    },
    30_000,
  );
});

describe("a configuration that cannot be used", () => {
  it("is an error where there is none at or above the working directory", async () => {
    const finished = await runCli(["demo"]);
    expect(finished.exitCode).toBe(2);
    expect(errorCodes(finished)).toEqual(["CONFIG_NOT_FOUND"]);
  }, 30_000);

  it("is an error where --config names no file", async () => {
    const finished = await runCli(["demo", "--config", `${CONFIGS.small}.missing`]);
    expect(finished.exitCode).toBe(2);
    expect(errorCodes(finished)).toEqual(["CONFIG_NOT_FOUND"]);
  }, 30_000);

  it("is an error where the trigger's entry is no module", async () => {
    const environment = { TRIGGER: "missing" };
    const finished = await runCli(["demo", "--config", CONFIGS.small], { environment });
    expect(finished.exitCode).toBe(2);
    expect(errorCodes(finished)).toEqual(["TRIGGER_INVALID"]);
  }, 30_000);

  it.each([
    ["does not compile", "export const config = {;", 1],
    ["throws", "throw new Error('not today');", 0],
    ["exports nothing", "export {};", 1],
    ["lacks everything", "export const config = {};", 6],
    [
      "names clients that do not exist",
      "export const config = { personas: { eve: { kind: 'machine', client: 'x' } } };",
      6,
    ],
  ])(
    "is an error where the file %s",
    async (_case, text, details) => {
      const directory = mkdtempSync(join(tmpdir(), "claimsmith-config-test-"));
      writeFileSync(join(directory, "claimsmith.config.ts"), text);
      const finished = await runCli(["demo"], { cwd: directory });
      rmSync(directory, { recursive: true });
      expect(finished.exitCode).toBe(2);
      expect(errorCodes(finished)).toEqual(["CONFIG_INVALID"]);
      expect(finished.stderr.split("\n").filter((line) => line.startsWith("  "))).toHaveLength(details);
      expect(finished.leftBehind.files).toEqual([]);
    },
    30_000,
  );
});
