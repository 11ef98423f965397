// Does `check` find what is wrong anywhere in a configuration, all at once, and pass where nothing is?
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { CheckDocument } from "../src/check/check-document.ts";
import { CONFIGS, errorCodes, type Finished, fixture, runCli } from "./run-cli.ts";

const CARELESS = fixture("careless/claimsmith.config.ts");

const check = (config: string, WRONG = "") =>
  runCli(["check", "--json", "--config", config], { environment: { WRONG } });

function documentOf({ stdout }: Finished): CheckDocument {
  return JSON.parse(stdout);
}

const inWords = (issues: readonly { readonly path: string; readonly code: string }[]) =>
  issues.map(({ path, code }) => `${path}: ${code}`);

describe("check of the orders configuration", () => {
  it("passes: every finding is accepted with a reason", async () => {
    const finished = await check(CONFIGS.orders);
    expect(finished.exitCode).toBe(0);
    expect(finished.stderr).toBe("");
    const { passed, policies, problems } = documentOf(finished);
    expect({ passed, problems }).toEqual({ passed: true, problems: [] });
    expect(policies.map(({ policy, findings }) => [policy, inWords(findings)])).toEqual([
      ["orders", ["clients.web: ADMIN_SCOPE_CARRIED", "accessToken.claims.roles: NAME_MAY_BE_TAKEN"]],
      [
        "legacy-email",
        ["idToken.claims.membership: AUTHORISATION_ON_ID_TOKEN_ONLY", "clients.shop: ADMIN_SCOPE_CARRIED"],
      ],
    ]);
    for (const { accepted } of policies.flatMap(({ findings }) => findings)) expect(accepted).toMatch(/ /);
  });
});

describe("check of a careless configuration", () => {
  const LINTED = [
    "resourceServers.notes.scopes.purge: SCOPE_NEVER_ISSUED",
    "accessToken.claims.keeper: RULE_NEVER_FIRES",
    "GET /notes: ROUTE_NEVER_MET",
    "accept[1]: USELESS_ACCEPTANCE",
  ];
  const WITHOUT_CASES = ["GET /notes: ROUTE_NEVER_MET", "accept[1]: USELESS_ACCEPTANCE"];
  const WITHOUT_ROUTES = LINTED.filter((finding) => !finding.startsWith("GET"));

  it.each([
    ["findings", "", [], LINTED],
    [
      "personas",
      "personas",
      ["personas.dora.clients[0]: UNDECLARED", "personas.dora.groups[0]: UNDECLARED"],
      WITHOUT_CASES,
    ],
    ["settings", "settings", ["environment.settings.town: SETTING_MISSING"], WITHOUT_CASES],
    ["routes", "routes", ["GET /notes: scopes.all[0]: ROUTES_INVALID"], WITHOUT_ROUTES],
    ["vectors", "vectors", ["vectors[0].client: UNDECLARED"], LINTED],
    [
      "the policy",
      "policy",
      ["name: BAD_NAME", "groups: WRONG_TYPE", "accessToken.claims.keeper.when: UNDECLARED"],
      [],
    ],
  ])("finds what is wrong: %s", async (_what, wrong, problems, findings) => {
    const finished = await check(CARELESS, wrong);
    expect(finished.exitCode).toBe(1);
    expect(errorCodes(finished)).toEqual(["CHECK_FAILED"]);
    const { passed, policies } = documentOf(finished);
    const [report] = policies;
    expect(passed).toBe(false);
    expect(inWords(report?.problems ?? [])).toEqual(problems);
    expect(inWords(report?.findings ?? [])).toEqual(findings);
    for (const each of report?.problems ?? []) {
      for (const words of [each.expected, each.received, each.hint]) expect(words).toMatch(/\S/);
    }
  });

  it("finds every issue of environments, under their section", async () => {
    const { policies } = documentOf(await check(CARELESS, "environments"));
    const codes = inWords(policies[0]?.problems ?? []);
    expect(codes).toContain("environments.dev.region: REGION_UNKNOWN");
    expect(codes).toContain("environments.dev.account: MISSING");
  });

  it.each([
    ["a missing snapshot", "snapshot", ["missing.json: SNAPSHOT_STALE"]],
    ["a vector that cannot be read", "vectors", ["vectors[1].description: WRONG_TYPE"]],
  ])("finds what is of no policy alone: %s", async (_what, wrong, expected) => {
    const { passed, problems } = documentOf(await check(CARELESS, wrong));
    expect(passed).toBe(false);
    expect(inWords(problems).map((each) => each.replace(/^.*\//, ""))).toEqual(expected);
  });

  it("cannot go on without the file of vectors", async () => {
    const finished = await check(CARELESS, "vectors-file");
    expect(finished.exitCode).toBe(2);
    expect(errorCodes(finished)).toEqual(["VECTORS_INVALID"]);
    expect(finished.stdout).toBe("");
  });
});

describe("check of a policy that throws its issues", () => {
  it("prints all of them, and exits 1", async () => {
    const finished = await check(CONFIGS.tenMistakes);
    expect(finished.exitCode).toBe(1);
    expect(errorCodes(finished)).toEqual(["CHECK_FAILED"]);
    expect(documentOf(finished)).toMatchObject({ passed: false, policies: [] });
    expect(documentOf(finished).problems).toHaveLength(10);
  });
});

it("the README shows what check prints of a careless configuration", async () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const { stdout } = await runCli(["check", "--config", CARELESS]);
  expect(readme).toContain(`\`\`\`text\n${stdout}\`\`\``);
});

describe("check as text", () => {
  it.each([
    ["check-orders", CONFIGS.orders, 0],
    ["check-careless", CARELESS, 1],
    ["check-ten-mistakes", CONFIGS.tenMistakes, 1],
  ])("%s", async (file, config, exitCode) => {
    const finished = await runCli(["check", "--config", config]);
    expect(finished.exitCode).toBe(exitCode);
    expect(finished.stdout).not.toContain("\u001b");
    expect(Math.max(...finished.stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(100);
    // Every edit of a policy changes its hash.
    const text = finished.stdout.replaceAll(/\([0-9a-f]{12}\)/g, "(000000000000)");
    await expect(text).toMatchFileSnapshot(`golden/${file}.txt`);
  });
});
