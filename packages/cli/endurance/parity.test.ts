// Does `claimsmith parity` hold a pool against the list, make nothing unasked, and keep nothing of anybody?
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  inProcessTrigger,
  type LocalCloud,
  startLocalCloud,
  type TriggerFunction,
} from "@claimsmith/local-pool";
import { BEHAVIOURS, type Call, PROBE_SOURCE, userPoolsApi } from "@claimsmith/local-pool/parity";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { runCli } from "../test/run-cli.ts";

const REGION = "eu-west-1";
const PROBE_ARN = `arn:aws:lambda:${REGION}:000000000000:function:probe`;

let cloud: LocalCloud;
let call: Call;
let userPoolId: string;
beforeAll(async () => {
  cloud = await startLocalCloud({ port: 0 });
  call = userPoolsApi({ region: REGION, endpoint: `${cloud.endpoint}/` });
  const module = { exports: {} as { handler?: TriggerFunction } };
  new Function("exports", PROBE_SOURCE)(module.exports);
  cloud.attachFunction(PROBE_ARN, inProcessTrigger(module.exports.handler as TriggerFunction));
  const made = await call("CreateUserPool", {
    PoolName: "parity",
    UsernameAttributes: ["email"],
    AutoVerifiedAttributes: ["email"],
    LambdaConfig: { PreTokenGenerationConfig: { LambdaArn: PROBE_ARN, LambdaVersion: "V3_0" } },
  });
  userPoolId = made.ok ? (made.output.UserPool as { readonly Id: string }).Id : "";
});
afterAll(() => cloud.close());

function parity(...options: readonly string[]) {
  const pool = ["--region", REGION, "--user-pool-id", userPoolId, "--endpoint", cloud.endpoint];
  return runCli(["parity", ...pool, ...options]);
}

async function countOf(action: string, list: string): Promise<number> {
  const answer = await call(action, { UserPoolId: userPoolId });
  return answer.ok ? (answer.output[list] as readonly unknown[]).length : -1;
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "claimsmith-parity-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

interface Outcome {
  readonly id: string;
  readonly outcome: string;
}

describe("parity", () => {
  it("tries everything with --yes and --probe, and leaves nothing in the pool", async () => {
    const folder = temporaryFolder();
    const { stdout, exitCode } = await parity("--yes", "--probe", "--json", "--save-events", folder);
    const outcomes = JSON.parse(stdout) as readonly Outcome[];
    expect(outcomes.map(({ id }) => id)).toEqual(BEHAVIOURS.map(({ id }) => id));
    const known = BEHAVIOURS.filter(({ local }) => local !== undefined).map(({ id }) => id);
    expect(outcomes.filter(({ outcome }) => outcome !== "same").map(({ id }) => id)).toEqual(known);
    // What the local pool is known not to do is a difference like any other: it is not AWS.
    expect(exitCode).toBe(1);
    expect(await countOf("ListUsers", "Users")).toBe(0);
    expect(await countOf("ListUserPoolClients", "UserPoolClients")).toBe(0);
    expect(await countOf("ListGroups", "Groups")).toBe(0);
    const files = readdirSync(folder);
    expect(files).toContain("v3-TokenGeneration_RefreshTokens.json");
    const kept = files.map((file) => readFileSync(join(folder, file), "utf8")).join("\n");
    expect(kept).not.toMatch(new RegExp(`claimsmith-parity|${userPoolId}`));
  });

  it("looks at what is public alone without --yes", async () => {
    const { stdout, exitCode } = await parity("--json");
    const outcomes = JSON.parse(stdout) as readonly Outcome[];
    const tried = outcomes.filter(({ outcome }) => outcome !== "skipped").map(({ id }) => id);
    expect(tried).toEqual(["unknown-client", "key-set", "discovery-issuer"]);
    expect(exitCode).toBe(0);
  });

  it("writes the probe", async () => {
    const folder = temporaryFolder();
    const { exitCode } = await runCli(["parity", "--write-probe", folder]);
    expect(exitCode).toBe(0);
    expect(readFileSync(join(folder, "index.js"), "utf8")).toBe(PROBE_SOURCE);
  });

  it.each([
    { what: "no pool", options: ["--region", REGION], text: "--user-pool-id" },
    { what: "no region", options: ["--user-pool-id", "eu-west-1_Abc"], text: "--region" },
    {
      what: "--yes without credentials",
      options: ["--region", REGION, "--user-pool-id", "eu-west-1_Abc", "--yes"],
      text: "AWS_ACCESS_KEY_ID",
    },
  ])("refuses $what", async ({ options, text }) => {
    const environment = { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" };
    const { exitCode, stderr } = await runCli(["parity", ...options], { environment });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(text);
  });
});
