// Does the level debug say why, and never what? And is it only where it was asked for?
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Facts } from "@claimsmith/claims-policy/evaluator";
import { isJsonObject } from "@claimsmith/cognito-model";
import { describe, expect, it, onTestFinished } from "vitest";
import { bundleTrigger } from "../src/bundle.ts";
import { createHandler, optionsFromEnvironment, type TriggerOptions } from "../src/index.ts";
import { runProgram } from "./run-node.ts";
import { deploymentOf, eventOf } from "./worlds.ts";

const ENTRY = fileURLToPath(new URL("../../../apps/pre-token-generation/src/handler.ts", import.meta.url));
const { snapshot, clients, settings } = deploymentOf("orders");
const CANARY = "canary-5d2e";

interface Line {
  readonly level: string;
  readonly client?: string;
  readonly policyHash?: string;
  readonly rules?: readonly {
    readonly rule: string;
    readonly outcome: string;
    readonly facts: readonly string[];
  }[];
}

/** The lines that an event leaves. */
async function linesOf(event: unknown, more: Partial<TriggerOptions>): Promise<Line[]> {
  const lines: string[] = [];
  const handler = createHandler(snapshot, { clients, settings, log: (line) => lines.push(line), ...more });
  await handler(event).catch(() => undefined);
  return lines.map((line) => JSON.parse(line) as Line);
}

/** The event of the example client, with a status that the policy compares. */
function eventWith(status: string): unknown {
  const at = ["request", "userAttributes", "custom:status"];
  return eventOf({ event: "web, version 3", change: { at, to: status } });
}

describe("the log at the level debug", () => {
  it("has one more line for an event: what became of each rule, and the truth of each part of its condition", async () => {
    const [line, trace, ...others] = await linesOf(eventWith("active"), { logLevel: "debug" });
    expect([line?.level, others]).toEqual(["info", []]);
    expect(trace).toMatchObject({ level: "debug", client: "web", policyHash: snapshot.hash });
    const about = (rule: string) => trace?.rules?.find((each) => each.rule === rule);
    expect(about("deny[0]")).toEqual({ rule: "deny[0]", outcome: "conditionFalse", facts: ["false"] });
    expect(about("accessToken.claims.company_id")).toMatchObject({ outcome: "applied", facts: [] });
  });

  it("tells of a refusal, too", async () => {
    const [line, trace] = await linesOf(eventWith("suspended"), { logLevel: "debug" });
    expect(line?.level).toBe("warn");
    expect(trace?.rules?.find(({ rule }) => rule === "deny[0]")).toMatchObject({ outcome: "applied" });
  });

  it("has no value: not of the person, not what the policy compares with", async () => {
    const traces = [CANARY, "suspended", "active"].map(async (status) => {
      const [, trace] = await linesOf(eventWith(status), { logLevel: "debug" });
      return JSON.stringify(trace);
    });
    for (const text of await Promise.all(traces)) {
      expect(text).toContain("deny[0]");
      expect(text).not.toMatch(new RegExp(`${CANARY}|suspended|"active"`));
      const { request } = eventWith(CANARY) as { readonly request: Readonly<Record<string, unknown>> };
      const { userAttributes } = request;
      for (const value of Object.values(isJsonObject(userAttributes) ? userAttributes : {})) {
        if (String(value).length > 4) expect(text).not.toContain(value);
      }
    }
  });

  it("has the one line where the event could not be evaluated", async () => {
    expect(await linesOf({ version: "3" }, { logLevel: "debug" })).toHaveLength(1);
  });

  it.each([
    ["debug", "debug"],
    ["info", undefined],
    ["DEBUG", undefined],
    ["", undefined],
  ])("is set by CLAIMSMITH_LOG_LEVEL: %j", (CLAIMSMITH_LOG_LEVEL, level) => {
    expect(optionsFromEnvironment({ CLAIMSMITH_LOG_LEVEL }).logLevel).toBe(level);
    expect(optionsFromEnvironment({}).logLevel).toBeUndefined();
  });

  it("is not there by default", async () => {
    expect(await linesOf(eventWith("active"), {})).toHaveLength(1);
  });
});

it("a tool that asks for them receives the facts that were evaluated", async () => {
  const seen: Facts[] = [];
  const event = eventWith(CANARY);
  await linesOf(event, { onFacts: (facts) => void seen.push(facts) });
  expect(seen).toMatchObject([{ kind: "user", client: "web", attributes: { "custom:status": CANARY } }]);
});

/** Loads a bundle, runs an event, prints what it logged. */
const PROGRAM = `const { handler } = require(process.argv[1]); handler(JSON.parse(process.argv[2]));`;

describe("the bundle", () => {
  it.each([
    [undefined, 1],
    [{ debugTrace: true }, 2],
  ])("made with %j logs %i lines where the variable says debug", async (options, count) => {
    const folder = await mkdtemp(join(tmpdir(), "claimsmith-trace-test-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const { code } = await bundleTrigger(ENTRY, options);
    const path = join(folder, "index.cjs");
    await writeFile(path, code);
    const printed = await runProgram(PROGRAM, {
      programArguments: [path, JSON.stringify(eventWith("active"))],
      environment: {
        CLAIMSMITH_CLIENTS: JSON.stringify(clients),
        CLAIMSMITH_SETTINGS: JSON.stringify(settings),
        CLAIMSMITH_LOG_LEVEL: "debug",
      },
    });
    const lines = printed.trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as Line).level)).toEqual(["info", "debug"].slice(0, count));
    expect(code.byteLength).toBeLessThan(count === 1 ? 15_000 : 20_000);
  });
});
