// Is a preview what the pool and the deployed trigger do, and does an event keep its secrets?
import { readFileSync } from "node:fs";
import { MADE_UP_CLAIMS } from "@claimsmith/claims-policy";
import type { Claims, TokenKind } from "@claimsmith/cognito-model";
import { beforeAll, describe, expect, it } from "vitest";
import type { DemoDocument } from "../src/demo/document.ts";
import type { PreviewDocument } from "../src/preview/document.ts";
import { CONFIGS, errorCodes, fixture, runCli } from "./run-cli.ts";
import { runInProcess } from "./run-in-process.ts";

const TOKENS = { id: "idToken", access: "accessToken" } as const;

/** What of a token does not depend on which pool issued it, and when. */
function real(token: TokenKind, claims: Claims | undefined): unknown {
  const entries = Object.entries(claims ?? {}).filter(([name]) => !MADE_UP_CLAIMS[token].includes(name));
  return Object.fromEntries(
    entries.map(([name, value]) => [name, name === "scope" ? String(value).split(" ").sort() : value]),
  );
}

describe("a preview of a persona", () => {
  let demo: DemoDocument;
  beforeAll(async () => {
    demo = JSON.parse((await runCli(["demo", "--json", "--config", CONFIGS.orders])).stdout);
  });

  it.each(["alice", "bob", "carol", "partner"])("shows the tokens that %s got of a pool", async (persona) => {
    const issued = demo.runs.find((run) => run.persona === persona);
    const { stdout } = await runInProcess(["preview", "--persona", persona, "--json"]);
    const [preview] = (JSON.parse(stdout) as { readonly runs: readonly PreviewDocument[] }).runs;
    expect(preview?.reason).toBe(issued?.denied);
    for (const token of ["id", "access"] as const) {
      const shown = preview?.after?.[TOKENS[token]];
      const got = issued?.[TOKENS[token]];
      expect(real(token, shown?.claims)).toEqual(real(token, got?.payload));
      expect(Object.keys(shown?.claims ?? {}).sort()).toEqual(Object.keys(got?.payload ?? {}).sort());
    }
  });
});

const CANARY = "c-canary-77";
const web = fixture("events/web-version-3.json");

describe("an event", () => {
  const run = (...args: readonly string[]) => runInProcess(args);

  it("is shown with its values by preview", async () => {
    expect(readFileSync(web, "utf8")).toContain(CANARY);
    expect((await run("preview", "--event", web)).stdout).toContain(CANARY);
  });

  it.each([[["--json"]], [[]]])("is explained without its values, with %j", async (more) => {
    const { stdout } = await run("explain", "--event", web, ...more);
    for (const value of [CANARY, "pat@example.org", "fr-FR", "0f0f0f0f"]) expect(stdout).not.toContain(value);
    expect(stdout).toContain("company_id");
    expect((await run("explain", "--event", web, "--show-values", ...more)).stdout).toContain(CANARY);
  });

  it("tells of a refusal the rule, not what the account's attribute is", async () => {
    const suspended = fixture("events/suspended.json");
    for (const more of [[], ["--json"]]) {
      const { stdout } = await run("explain", "--event", suspended, ...more);
      expect(stdout).toContain("deny[0]");
      expect(stdout).not.toContain('"suspended"');
    }
    expect((await run("explain", "--event", suspended, "--show-values")).stdout).toContain('"suspended"');
  });

  it("counts as one of the client that is named", async () => {
    const { stdout } = await run("preview", "--event", web, "--client", "partner", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "refuse", code: "CLIENT_KIND_MISMATCH" });
  });

  it.each([
    ["no file", "missing.json"],
    ["no JSON", "small/policy.ts"],
  ])("is a usage error where it is %s", async (_what, path) => {
    const { error, stdout } = await run("preview", "--event", fixture(path));
    expect(error).toMatchObject({ code: "USAGE", exitCode: 2 });
    expect(stdout).toBe("");
  });
});

describe("wrong names", () => {
  it.each([
    [["preview"], "alice, bob, carol, partner"],
    [["preview", "--persona", "zoe"], "alice, bob, carol, partner"],
    [["preview", "--persona", "constructor"], "alice, bob, carol, partner"],
    [["preview", "--persona", "alice", "--client", "partner"], "web"],
    [["preview", "--persona", "alice", "--grant", "machine"], "sdk, hosted, refresh"],
    [["explain", "--persona", "partner", "--grant", "sdk"], "machine"],
    [["explain", "--persona", "alice", "--env", "nowhere"], "local, dev, staging, prod"],
    [["size", "--client", "desk"], "partner, web"],
    [["preview", "--persona", "alice", "email"], "usage: claimsmith preview"],
    [["size", "--persona", "alice"], "usage: claimsmith size"],
  ])("%j is a usage error that says which there are", async (args, names) => {
    const { error, stdout } = await runInProcess(args);
    expect(error).toMatchObject({ code: "USAGE", exitCode: 2 });
    expect([error?.message, ...(error?.details ?? [])].join("\n")).toContain(names);
    expect(stdout).toBe("");
  });

  it("are told with how the command is used", async () => {
    const finished = await runCli(["explain", "--persona", "zoe", "--config", CONFIGS.orders]);
    expect(finished.exitCode).toBe(2);
    expect(errorCodes(finished)).toEqual(["USAGE"]);
    expect(finished.stderr).toContain("alice, bob, carol, partner");
    expect(finished.stderr).toMatch(/^ {2}usage: claimsmith explain .*\[--persona …\].*CLAIM/m);
    expect(finished.stdout).toBe("");
  });
});
