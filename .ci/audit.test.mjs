// Does the audit read what a registry says, and stop for what it should? Real pnpm asks a registry of this process.
import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { advisories, auditLines } from "./audit.mjs";

const LOCKFILE = `lockfileVersion: '9.0'
settings:
  autoInstallPeers: true
  excludeLinksFromLockfile: false
importers:
  .:
    dependencies:
      in-production:
        specifier: 1.0.0
        version: 1.0.0
    devDependencies:
      in-development:
        specifier: 1.0.0
        version: 1.0.0
packages:
  in-development@1.0.0:
    resolution: {integrity: sha512-AAAA}
  in-production@1.0.0:
    resolution: {integrity: sha512-AAAA}
snapshots:
  in-development@1.0.0: {}
  in-production@1.0.0: {}
`;

/** An advisory as the registry's bulk endpoint answers it. (npm: Bulk Advisory endpoint) */
const BULK = {
  id: 1,
  url: "https://github.com/advisories/GHSA-aaaa-bbbb-cccc",
  title: "too trusting",
  severity: "high",
  vulnerable_versions: "<2.0.0",
  cwe: [],
  cvss: { score: 7.5, vectorString: null },
};

const folder = mkdtempSync(join(tmpdir(), "claimsmith-audit-"));
const manifest = {
  dependencies: { "in-production": "1.0.0" },
  devDependencies: { "in-development": "1.0.0" },
};
writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
writeFileSync(join(folder, "pnpm-lock.yaml"), LOCKFILE);

/** Both packages have the advisory, or the endpoint is not there. */
let answers = true;
const registry = createServer((request, response) => {
  request.resume();
  const isAudit = request.method === "POST";
  response.statusCode = isAudit && answers ? 200 : 404;
  response.setHeader("content-type", "application/json");
  response.end(
    JSON.stringify(isAudit && answers ? { "in-production": [BULK], "in-development": [BULK] } : {}),
  );
});
before(() => once(registry.listen(0, "127.0.0.1"), "listening"));
after(() => {
  registry.close();
  rmSync(folder, { recursive: true });
});

const ask = (scope) => {
  const words = ["--registry", `http://127.0.0.1:${registry.address().port}/`];
  return advisories({ cwd: folder, scope, words });
};

for (const [scope, name] of [
  ["prod", "in-production"],
  ["dev", "in-development"],
]) {
  test(`an advisory is found among the dependencies of ${scope} alone`, async () => {
    answers = true;
    const found = await ask(scope);
    assert.deepEqual(
      found.map(({ module_name, severity, github_advisory_id }) => [
        module_name,
        severity,
        github_advisory_id,
      ]),
      [[name, "high", "GHSA-aaaa-bbbb-cccc"]],
    );
  });
}

test("a registry that does not answer audits is told apart from one that knows nothing", async () => {
  answers = false;
  assert.equal(await ask("prod"), undefined);
});

test("a folder without a lockfile is an error, not an audit without advisories", async () => {
  const empty = mkdtempSync(join(tmpdir(), "claimsmith-audit-"));
  try {
    await assert.rejects(advisories({ cwd: empty, scope: "prod" }));
  } finally {
    rmSync(empty, { recursive: true });
  }
});

const SEVERITIES = ["info", "low", "moderate", "high", "critical"];
const STOPS = { prod: "moderate", dev: "high" };
const accepted = (until) => [{ id: "GHSA-aaaa-bbbb-cccc", why: "no input reaches it", until }];
const TODAY = "2026-11-21";

const CASES = [
  { description: "low in production", scope: "prod", severity: "low", fails: false },
  { description: "moderate in production", scope: "prod", severity: "moderate", fails: true },
  { description: "critical in production", scope: "prod", severity: "critical", fails: true },
  { description: "moderate in development", scope: "dev", severity: "moderate", fails: false },
  { description: "high in development", scope: "dev", severity: "high", fails: true },
  { description: "a severity that is not known", scope: "dev", severity: "dreadful", fails: true },
  { description: "accepted", scope: "prod", severity: "high", rows: accepted("2026-11-21"), fails: false },
  {
    description: "accepted until yesterday",
    scope: "prod",
    severity: "high",
    rows: accepted("2026-11-20"),
    fails: true,
  },
  {
    description: "another one accepted",
    scope: "prod",
    severity: "high",
    rows: [{ ...accepted("2027-01-01")[0], id: "GHSA-other" }],
    fails: true,
  },
];

for (const { description, scope, severity, rows = [], fails } of CASES) {
  test(`an advisory, ${description}: ${fails ? "stops" : "is said"}`, () => {
    const advisory = { github_advisory_id: "GHSA-aaaa-bbbb-cccc", module_name: "x", severity, title: "t" };
    const rules = { ACCEPTED: rows, SEVERITIES, STOPS };
    const lines = auditLines([advisory], { scope, today: TODAY, rules });
    assert.deepEqual(
      lines.map((line) => line.fails),
      [fails],
    );
  });
}

test("no advisory, nothing to say", () => {
  assert.deepEqual(
    auditLines([], { scope: "prod", today: TODAY, rules: { ACCEPTED: [], SEVERITIES, STOPS } }),
    [],
  );
});
