// Does the demo show tokens that anybody can verify, and say the truth about them?
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import type { DemoDocument } from "../src/demo/document.ts";
import { CONFIGS, errorCodes, type Finished, runCli } from "./run-cli.ts";

const NOTHING = { files: [], processes: false };

describe("demo --json of the orders policy", () => {
  let finished: Finished;
  let document: DemoDocument;
  const run = (persona: string) => {
    const found = document.runs.find((each) => each.persona === persona);
    if (found === undefined) throw new Error(`no run of ${persona}`);
    return found;
  };

  beforeAll(async () => {
    finished = await runCli(["--config", CONFIGS.orders, "demo", "--json"]);
    document = JSON.parse(finished.stdout);
  }, 30_000);

  it("ends by itself and leaves neither files nor processes behind", () => {
    expect(finished.exitCode).toBe(0);
    expect(finished.leftBehind).toEqual(NOTHING);
  });

  it("writes nothing to standard error", () => {
    expect(finished.stderr).toBe("");
  });

  it("has one run for each persona, by the grant of its kind", () => {
    const grants = document.runs.map(({ persona, client, grant }) => [persona, client, grant]);
    expect(grants).toEqual([
      ["alice", "web", "sdk"],
      ["bob", "web", "sdk"],
      ["carol", "web", "sdk"],
      ["partner", "partner", "machine"],
    ]);
  });

  it("prints tokens that verify against the printed key set, decoded as they are", async () => {
    const keys = createLocalJWKSet(document.jwks as JSONWebKeySet);
    const tokens = document.runs.flatMap(({ idToken, accessToken }) => [idToken, accessToken]);
    const printed = tokens.filter((token) => token !== undefined);
    for (const { raw, header, payload } of printed) {
      const verified = await jwtVerify(raw, keys, { issuer: document.issuer, algorithms: ["RS256"] });
      expect(verified.payload).toEqual(payload);
      expect(verified.protectedHeader).toEqual(header);
    }
    expect(printed).toHaveLength(5);
  });

  it("denies carol with the policy's reason and gives her no token", () => {
    const { denied, idToken, accessToken, added, calls } = run("carol");
    expect({ denied, idToken, accessToken, added, calls }).toEqual({
      denied: "account_suspended",
      added: [],
      calls: [],
    });
  });

  it("names the claims and scopes that the policy added, each with a reason", () => {
    const names = (persona: string) => run(persona).added.map(({ token, name }) => `${token} ${name}`);
    expect(names("alice")).toEqual(
      expect.arrayContaining(["access company_id", "access compliance_level", "access admin/*"]),
    );
    expect(names("bob")).not.toContain("access admin/*");
    expect(names("partner")).toContain("access external_partner_id");
    expect(document.runs.flatMap(({ added }) => added).every(({ why }) => why.length > 0)).toBe(true);
  });

  it.each([
    ["alice", "GET /orders", "access", 200, undefined],
    ["alice", "GET /orders", "id", 401, 'error="invalid_token"'],
    ["alice", "GET /admin", "access", 200, undefined],
    ["alice", "GET /admin", "id", 401, 'error="invalid_token"'],
    ["bob", "GET /orders", "access", 200, undefined],
    ["bob", "GET /orders", "id", 401, 'error="invalid_token"'],
    ["bob", "GET /admin", "access", 403, 'error="insufficient_scope"'],
    ["partner", "GET /orders", "access", 200, undefined],
    ["partner", "GET /admin", "access", 403, 'error="insufficient_scope"'],
  ])("%s: %s with the %s token is answered with %i", (persona, route, token, status, challenge) => {
    const call = run(persona).calls.find((each) => each.route === route && each.token === token);
    expect(call?.status).toBe(status);
    if (challenge === undefined) expect(call?.wwwAuthenticate).toBeUndefined();
    else expect(call?.wwwAuthenticate).toContain(challenge);
  });
});

describe("demo as text", () => {
  let finished: Finished;
  beforeAll(async () => {
    finished = await runCli(["demo", "--config", CONFIGS.orders]);
  }, 30_000);

  it("shows every persona and the reason of the denial", () => {
    expect(finished.exitCode).toBe(0);
    for (const persona of ["alice: ", "bob: ", "carol: ", "partner: "]) {
      expect(finished.stdout).toContain(`\n${persona}`);
    }
    expect(finished.stdout).toContain("account_suspended");
    expect(finished.stdout).toContain("UserLambdaValidationException");
  });

  it("has no escape codes in a pipe, and no line longer than 100 characters", () => {
    expect(finished.stdout).not.toContain("\u001b");
    expect(Math.max(...finished.stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});

describe("a trigger that does not do what the policy decides", () => {
  it("passes where it does", async () => {
    const finished = await runCli(["demo", "--json", "--config", CONFIGS.small]);
    expect(finished.exitCode).toBe(0);
    const [{ added = [], accessToken } = {}] = (JSON.parse(finished.stdout) as DemoDocument).runs;
    expect(added.map(({ name }) => name)).toEqual(["shelf", "notes/read", "notes/purge"].sort(byPolicy));
    expect(accessToken?.payload["cognito:groups"]).toBeUndefined();
  }, 30_000);

  it.each([
    ["adds-a-claim", "claim tampered of the access token"],
    ["changes-a-claim", "claim shelf of the access token"],
    ["forgets-the-scopes", "claim scope of the access token"],
    ["refuses", "the trigger refused tokens"],
  ])(
    "is an error where the trigger %s",
    async (TRIGGER, difference) => {
      const finished = await runCli(["demo", "--json", "--config", CONFIGS.small], {
        environment: { TRIGGER },
      });
      expect(finished.exitCode).toBe(1);
      expect(errorCodes(finished)).toEqual(["DECISION_DIFFERS"]);
      expect(finished.stderr).toContain(difference);
      expect(finished.stdout).toBe("");
      expect(finished.leftBehind).toEqual(NOTHING);
    },
    30_000,
  );
});

/** Policies keep their members sorted; so do decisions. */
function byPolicy(one: string, other: string): number {
  const rank = (name: string) => (name.includes("/") ? `b${name}` : `a${name}`);
  return rank(one) < rank(other) ? -1 : 1;
}
