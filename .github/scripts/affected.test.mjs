// Which packages are tried? turbo's own list is read, and no list is ever without a row.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { affected, NOTHING, packageNames } from "./affected.mjs";

const listed = (...names) =>
  JSON.stringify({ packages: { count: names.length, items: names.map((name) => ({ name, path: "." })) } });

test("names come sorted, and the root is no package", () => {
  assert.deepEqual(packageNames(listed("@x/b", "//", "@x/a")), ["@x/a", "@x/b"]);
});

for (const json of [listed(), listed("//")]) {
  test(`a change of ${json.includes("//") ? "the root alone" : "no package"} has the row that says so`, () => {
    assert.deepEqual(packageNames(json), [NOTHING]);
  });
}

const EVENTS = [
  ["pull_request", true, ["22", "24"]],
  ["push", false, ["20.19", "22", "24"]],
  [undefined, false, ["20.19", "22", "24"]],
];

for (const [event, onlyAffected, nodes] of EVENTS) {
  test(`on ${event ?? "no event"} turbo lists ${onlyAffected ? "what is affected" : "all"}`, () => {
    const asked = [];
    const turbo = (args) => {
      asked.push(args.includes("--affected"));
      return listed("@x/a");
    };
    assert.deepEqual(affected(event, turbo), { packages: '["@x/a"]', nodes: JSON.stringify(nodes) });
    assert.deepEqual(asked, [onlyAffected]);
  });
}

test("turbo of this repository lists its packages", () => {
  const cwd = fileURLToPath(new URL("../../", import.meta.url));
  const turbo = (args) =>
    execFileSync("node_modules/.bin/turbo", args, {
      cwd,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  const { packages } = affected("push", turbo);
  assert.ok(JSON.parse(packages).includes("@claimsmith/cognito-model"));
});
