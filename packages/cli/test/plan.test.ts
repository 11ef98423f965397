// Does `plan` say what a change does to tokens, and end as it should? Earlier policies are made from today's.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Environment, parsePolicy, policySnapshot, snapshotText } from "@claimsmith/claims-policy";
import { afterAll, describe, expect, it } from "vitest";
import { loadConfig } from "../src/load-config.ts";
import { CONFIGS } from "./run-cli.ts";
import { runInProcess } from "./run-in-process.ts";

// Beside the test results, by a path that is the same everywhere: it stands in the output.
const folder = ".turbo/plan";
mkdirSync(folder, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true }));

const today = JSON.parse(readFileSync(join(dirname(CONFIGS.orders), "policy.json"), "utf8"));

/** Edits a copy of today's policy: any member may be set or deleted. */
// biome-ignore lint/suspicious/noExplicitAny: an edit reaches into JSON
type Edit = (policy: any) => void;

const EARLIER: Readonly<Record<string, Edit>> = {
  same: () => {},
  stricter: (policy) => {
    policy.accessToken.scopes["orders/read"].when = { test: "inGroup", group: "ADMINS" };
    policy.idToken.suppress.email = {};
    policy.clients.web.lifetimes.accessTokenSeconds = 600;
  },
  looser: (policy) => {
    delete policy.accessToken.scopes["admin/*"].when;
    delete policy.deny;
  },
  "other-value": (policy) => {
    policy.accessToken.claims.compliance_level.from.value = "medium";
  },
  "without-machines": (policy) => {
    delete policy.clients.partner;
    delete policy.machineToken;
  },
  "more-attributes": (policy) => {
    policy.attributes.gone = { type: "text", maxLength: 5 };
    policy.attributes.company_id.maxLength = 40;
  },
};

async function earlier(name: string): Promise<string> {
  const policy = structuredClone(today.policy);
  EARLIER[name]?.(policy);
  const file = join(folder, `${name}.json`);
  writeFileSync(file, snapshotText(await policySnapshot(parsePolicy(policy))));
  return file;
}

/** Hashes change with every edit of the policy. */
const stable = (text: string) => text.replace(/\b[0-9a-f]{12}\b/g, "(12 digits)");

const CASES: readonly (readonly [string, readonly string[], string | undefined, number])[] = [
  ["same", [], undefined, 0],
  ["stricter", [], "WIDENED", 3],
  ["stricter", ["--format", "markdown"], "WIDENED", 3],
  ["stricter", ["--json"], "WIDENED", 3],
  ["looser", [], undefined, 0],
  ["looser", ["--format", "markdown", "--env", "prod"], undefined, 0],
  ["other-value", [], "WIDENED", 3],
  ["without-machines", [], "WIDENED", 3],
  ["more-attributes", [], "UNDEPLOYABLE", 1],
];

describe("golden output", () => {
  it.each(CASES)("against %s, with %j", async (name, args, code, exitCode) => {
    const { stdout, error } = await runInProcess(["plan", "--against", await earlier(name), ...args]);
    expect([error?.code, error?.exitCode ?? 0]).toEqual([code, exitCode]);
    const file = ["plan", name, ...args.map((arg) => arg.replace(/^--/, ""))].join("-");
    await expect(stable(stdout)).toMatchFileSnapshot(`golden/${file}.txt`);
  });
});

describe("an approval", () => {
  it.each([
    [
      "of every widening lets the change pass",
      ["claim:id:email:web", "lifetime:access:web", "scope:orders/read:web"],
      0,
    ],
    ["of one of them does not", ["scope:orders/read:web"], 3],
  ])("%s", async (_, ids, exitCode) => {
    const approvals = ids.map((id) => ({ id, reason: "the shop asked for it" }));
    const args = ["plan", "--against", await earlier("stricter")];
    const { stdout, error } = await runInProcess(args, { approvals });
    expect(error?.exitCode ?? 0).toBe(exitCode);
    expect(stdout).toContain("approved: the shop asked for it");
  });

  it("of nothing is told, so that it is taken out", async () => {
    const approvals = [{ id: "scope:gone:web", reason: "long ago" }];
    const { stdout, error } = await runInProcess(["plan", "--against", await earlier("same")], { approvals });
    expect(error).toBeUndefined();
    expect(stdout).toContain("scope:gone:web");
  });
});

describe("environments", () => {
  it("are compared with those of the revision, as data", async () => {
    const root = mkdtempSync(join(tmpdir(), "claimsmith-environments-"));
    const git = (...args: readonly string[]) =>
      execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], {
        cwd: root,
      });
    try {
      const config = await loadConfig(CONFIGS.orders);
      const { dev, ...others } = config.environments as Readonly<Record<string, Environment>>;
      const web = { callbackUrls: ["https://before.example.com/"] };
      const environments = { ...others, dev: { ...dev, clients: { web }, mfa: "ON" } };
      writeFileSync(join(root, "environments.json"), JSON.stringify({ format: 1, environments }));
      writeFileSync(join(root, "policy.json"), JSON.stringify(today));
      git("init", "--quiet");
      git("add", ".");
      git("commit", "--quiet", "--message", "before");
      const { stdout, error } = await runInProcess(["plan", "--env", "dev", "--json"], {
        snapshot: join(root, "policy.json"),
        environmentsSnapshot: join(root, "environments.json"),
      });
      expect(error?.code).toBe("WIDENED");
      expect(JSON.parse(stdout)).toMatchObject({
        environment: "dev",
        comparesEnvironments: true,
        plan: {
          unapproved: [
            "callbackUrl:web:https://orders.dev.example.com/",
            "environment:mfa",
            "logoutUrl:web:https://orders.dev.example.com/",
          ],
        },
      });
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});

describe("what cannot be compared", () => {
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  it.each([
    ["a revision that there is not", () => "no-such-revision", "AGAINST_UNREADABLE"],
    ["a revision that would be an option", () => "--output=x", "AGAINST_UNREADABLE"],
    ["a file that is no JSON", () => write("text.json", "policy"), "AGAINST_UNREADABLE"],
    ["a file that is no snapshot", () => write("other.json", "{}"), "POLICY_INVALID"],
    [
      "a snapshot that was edited by hand",
      () => write("edited.json", JSON.stringify({ ...today, hash: "000000000000" })),
      "POLICY_INVALID",
    ],
  ])("is %s", async (_, against, code) => {
    const { stdout, error } = await runInProcess(["plan", `--against=${against()}`]);
    expect([error?.code, error?.exitCode]).toEqual([code, 2]);
    expect(stdout).toBe("");
  });

  it.each([
    ["--format", "yaml"],
    ["--env", "nowhere"],
  ])("is asked for by %s %s", async (option, value) => {
    const { error } = await runInProcess(["plan", "--against", await earlier("same"), option, value]);
    expect([error?.code, error?.exitCode]).toEqual(["USAGE", 2]);
  });
});
