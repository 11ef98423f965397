// Does `coverage` tell what personas and vectors reach, and fail below the threshold?
import { readFileSync } from "node:fs";
import { readVectors } from "@claimsmith/claims-policy";
import { describe, expect, it } from "vitest";
import { CONFIGS, errorCodes, fixture, runCli } from "./run-cli.ts";

const CARELESS = fixture("careless/claimsmith.config.ts");
const coverage = (config: string, ...options: readonly string[]) =>
  runCli(["coverage", "--config", config, ...options]);

describe("coverage", () => {
  it("is complete for the orders configuration, which asks for that", async () => {
    const finished = await coverage(CONFIGS.orders, "--json");
    expect(finished.exitCode).toBe(0);
    const { thresholdPercent, policies } = JSON.parse(finished.stdout);
    expect(thresholdPercent).toBe(100);
    expect(policies).toMatchObject([
      { policy: "orders", percent: 100 },
      { policy: "legacy-email", percent: 100 },
    ]);
  });

  it("lists what is not reached, with paths", async () => {
    const finished = await coverage(CONFIGS.small);
    expect(finished.exitCode).toBe(0);
    await expect(finished.stdout).toMatchFileSnapshot("golden/coverage-small.txt");
  });

  it.each([
    ["83", 0, []],
    ["84", 1, ["COVERAGE_LOW"]],
    ["100", 1, ["COVERAGE_LOW"]],
    ["0", 0, []],
  ])("with --threshold %s exits %i", async (threshold, exitCode, codes) => {
    const finished = await coverage(CONFIGS.small, "--threshold", threshold);
    expect(finished.exitCode).toBe(exitCode);
    expect(errorCodes(finished)).toEqual(codes);
    expect(finished.stdout).toContain(", 83 percent");
  });

  it.each(["101", "-1", "many", "0.5", ""])("takes no threshold %j", async (threshold) => {
    const finished = await runCli(["coverage", `--threshold=${threshold}`, "--config", CONFIGS.small]);
    expect(finished.exitCode).toBe(2);
    expect(errorCodes(finished)).toEqual(["USAGE"]);
    expect(finished.stderr).toContain("usage: claimsmith coverage");
  });

  it("prints every issue of the vectors", async () => {
    const finished = await runCli(["coverage", "--config", CARELESS], { environment: { WRONG: "vectors" } });
    expect(finished.exitCode).toBe(2);
    expect(errorCodes(finished)).toEqual(["VECTORS_INVALID"]);
    expect(finished.stderr).toContain("vectors[0].client: UNDECLARED");
    expect(finished.stderr).toContain("vectors[1].description: WRONG_TYPE");
  });
});

describe("the README", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

  it("shows what coverage prints of the small configuration", async () => {
    const { stdout } = await coverage(CONFIGS.small);
    expect(readme).toContain(`\`\`\`text\n${stdout}\`\`\``);
  });

  it("has a vector that is one", () => {
    const [, example = ""] = /```json\n([\s\S]*?)```/.exec(readme) ?? [];
    const { vectors, issues } = readVectors(JSON.parse(example));
    expect(issues).toEqual([]);
    expect(vectors.size).toBe(1);
  });
});
