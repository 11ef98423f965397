// Is the README true? Its example is this file's, word for word, and its tables name what there is.
import { evaluate } from "@claimsmith/claims-policy";
import { environments, policy } from "@claimsmith/orders-policy";
import { expect, it } from "vitest";
import manifest from "../package.json" with { type: "json" };
import readme from "../README.md?raw";
import { personas } from "../src/index.ts";
import itself from "./readme.test.ts?raw";

// The example begins here.
const decision = evaluate(policy, {
  kind: "user",
  client: "web",
  scopes: ["openid"],
  settings: environments.local.settings,
  groups: ["EVERYONE"],
  attributes: { sub: "u-1", "custom:company_id": "c-7", locale: "fr-FR" },
});
// decision.outcome is "issue"; decision.accessToken.claims holds company_id "c-7" and country_id "fr",
// decision.accessToken.scopesToAdd everyone/*, orders/read and orders/write
// The example ends here.

it("decides as the README says", () => {
  expect(decision).toMatchObject({
    outcome: "issue",
    accessToken: { claims: { company_id: "c-7", country_id: "fr" }, scopesToSuppress: ["admin/*"] },
  });
  expect(decision.outcome === "issue" && [...decision.accessToken.scopesToAdd].sort()).toEqual([
    "everyone/*",
    "orders/read",
    "orders/write",
  ]);
});

it("is the README's example", () => {
  const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""]) => code);
  const [, body = ""] = /begins here\.\n([\s\S]*?)\/\/ The example ends/.exec(itself) ?? [];
  const imports = itself.slice(itself.indexOf("import {"), itself.indexOf("import { expect"));
  expect(blocks).toEqual([`${imports}\n${body}`]);
});

it("says of every environment what it is", () => {
  for (const [name, environment] of Object.entries(environments)) {
    const {
      account,
      featurePlan,
      threatProtection = "none",
      logRetentionDays,
      alarms,
      graphql,
    } = environment;
    const hears = alarms?.topicArn ? "to a topic" : "without topic";
    const told = [`\`${account}\``, featurePlan, threatProtection, `${logRetentionDays} days`];
    const row = [`\`${name}\``, ...told, alarms === undefined ? "none" : hears, graphql];
    const rows = readme.split("\n").map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
    expect(rows).toContainEqual(row);
  }
});

it("names every persona and every export path", () => {
  for (const name of Object.keys(personas)) expect(readme).toContain(`| \`${name}\``);
  const [, ...paths] = Object.keys(manifest.exports);
  for (const path of paths) expect(readme).toContain(`\`${path.slice(1)}\``);
  expect(manifest.scripts.snapshot).toBeDefined();
});
