// Do preview, explain and size print what was reviewed? One file for each command line.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { CONFIGS, fixture } from "./run-cli.ts";
import { runInProcess } from "./run-in-process.ts";

const { hash } = JSON.parse(readFileSync(join(dirname(CONFIGS.orders), "policy.json"), "utf8"));

/** Every edit of the policy changes its hash; what it decides is what the files are for. */
const withoutHash = (text: string) => text.replaceAll(hash, "0".repeat(hash.length));

const event = (name: string) => fixture(`events/${name}.json`);

const CASES: readonly (readonly [file: string, args: readonly string[]])[] = [
  ["preview-hosted", ["preview", "--persona", "alice", "--client", "web", "--grant", "hosted"]],
  ["preview-sdk", ["preview", "--persona", "bob"]],
  ["preview-refused", ["preview", "--persona", "carol"]],
  ["preview-machine", ["preview", "--persona", "partner", "--env", "prod"]],
  ["preview-json", ["preview", "--persona", "alice", "--grant", "refresh", "--json"]],
  ["preview-refused-json", ["preview", "--persona", "carol", "--json"]],
  ["preview-event", ["preview", "--event", event("web-version-3")]],
  ["preview-event-json", ["preview", "--event", event("machine-version-3"), "--json"]],
  ["preview-event-refused", ["preview", "--event", event("suspended")]],
  ["preview-event-too-old", ["preview", "--event", event("version-1")]],
  ["explain-person", ["explain", "--persona", "bob"]],
  ["explain-machine", ["explain", "--persona", "partner"]],
  ["explain-refused", ["explain", "--persona", "carol"]],
  ["explain-names", ["explain", "--persona", "alice", "admin/*", "email", "phone_number", "tenant", "TRIAL"]],
  ["explain-json", ["explain", "--persona", "bob", "--json"]],
  ["explain-event", ["explain", "--event", event("suspended")]],
  ["explain-event-json", ["explain", "--event", event("web-version-3"), "--json"]],
  ["explain-event-values", ["explain", "--event", event("web-version-3"), "--show-values"]],
  ["size", ["size"]],
  ["size-json", ["size", "--client", "partner", "--json"]],
];

describe("golden output", () => {
  it.each(CASES)("%s", async (file, args) => {
    const { stdout, error } = await runInProcess(args);
    expect(error).toBeUndefined();
    await expect(withoutHash(stdout)).toMatchFileSnapshot(`golden/${file}.txt`);
    if (args.includes("--json")) expect(() => JSON.parse(stdout)).not.toThrow();
    else expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(100);
  });
});
