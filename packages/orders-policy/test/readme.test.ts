// Is the README true? Its tables name what there is; `.ci/check-docs.mjs` runs its example.
import { environments } from "@claimsmith/orders-policy";
import { expect, it } from "vitest";
import manifest from "../package.json" with { type: "json" };
import readme from "../README.md?raw";
import { personas } from "../src/index.ts";

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
