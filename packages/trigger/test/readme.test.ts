// Is the README true? Its examples run, and its table has every code.
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import readme from "../README.md?raw";
import { bundleTrigger } from "../src/bundle.ts";
import {
  type LookupFailureCode,
  MAX_EVENT_LENGTH,
  type TriggerErrorCode,
  type TriggerRefusalCode,
} from "../src/index.ts";
import { MAX_CACHED_ANSWERS, MAX_CACHED_LENGTH } from "../src/look-ups/answer-cache.ts";
import { LOOKUP_KEY_NAME, MAX_ANSWER_BYTES } from "../src/look-ups/get-item.ts";
import { LOOKUP_MARGIN_MS } from "../src/look-ups/make-lookups.ts";
import { DEFAULT_LOOKUP_TIMEOUT_MS } from "../src/look-ups/options.ts";
import { FROM_SOURCE, runProgram } from "./run-node.ts";

const APP_HANDLER = new URL("../../../apps/pre-token-generation/src/handler.ts", import.meta.url);
const BUNDLE_MODULE = new URL("../src/bundle.ts", import.meta.url).href;
const [handlerExample = "", bundleExample = ""] = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(
  ([, code = ""]) => code,
);

it("shows the function that is deployed, without its comments", async () => {
  const text = await readFile(APP_HANDLER, "utf8");
  const uncommented = text.split("\n").filter((line) => !/^(\/\/|\/\*\*)/.test(line));
  expect(handlerExample).toBe(uncommented.join("\n"));
});

it("shows how the zip is made", async () => {
  const folder = await mkdtemp(join(tmpdir(), "claimsmith-readme-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, "src"));
  const entry = join(folder, "src", "handler.ts");
  await writeFile(entry, "export const handler = async (event: unknown) => event;");
  const program = bundleExample.replace('"@claimsmith/trigger/bundle"', JSON.stringify(BUNDLE_MODULE));
  expect(program).not.toBe(bundleExample);
  await runProgram(program, { nodeArguments: FROM_SOURCE, cwd: folder });
  const written = await readFile(join(folder, "trigger.zip"));
  expect(written.equals((await bundleTrigger(entry)).zip)).toBe(true);
}, 30_000);

/** Every code of the log: the compiler notices a new one. */
const CODES: Readonly<Record<TriggerRefusalCode | Exclude<TriggerErrorCode, "TOKEN_REFUSED">, true>> = {
  CLIENT_KIND_MISMATCH: true,
  CLIENT_UNKNOWN: true,
  DENIED: true,
  EVENT_INVALID: true,
  EVENT_TOO_LARGE: true,
  EVENT_VERSION_TOO_LOW: true,
  EVENT_VERSION_UNSUPPORTED: true,
  FACT_INVALID: true,
  INTERNAL_ERROR: true,
  LOOKUP_FAILED: true,
  MISCONFIGURED: true,
  REQUIRED_CLAIM_MISSING: true,
};

it("says of every code what it means and what to do", () => {
  const table = readme.slice(readme.indexOf("## The log"), readme.indexOf("## Look-ups"));
  const rows = [...table.matchAll(/^\| `([A-Z_]+)` +\| ([^|]{10,}) \| (.{10,}) \|$/gm)];
  expect(rows.map(([, code]) => code).sort()).toEqual(Object.keys(CODES).sort());
});

/** Every code of a look-up. */
const LOOKUP_CODES: Readonly<Record<LookupFailureCode, true>> = {
  ACCESS_DENIED: true,
  ANSWER_INVALID: true,
  ANSWER_TOO_LARGE: true,
  REQUEST_REFUSED: true,
  SERVER_ERROR: true,
  TABLE_MISSING: true,
  THROTTLED: true,
  TIMED_OUT: true,
  UNREACHABLE: true,
};

it("says of every code of a look-up what it means and what to do", () => {
  const section = readme.slice(readme.indexOf("## Look-ups"), readme.indexOf("## What to know"));
  const rows = [...section.matchAll(/^\| `([A-Z_]+)` +\| ([^|]{10,}) \| (.{10,}) \|$/gm)];
  expect(rows.map(([, code]) => code).sort()).toEqual(Object.keys(LOOKUP_CODES).sort());
});

it("gives the limits of look-ups as they are", () => {
  const section = readme.slice(readme.indexOf("## Look-ups"), readme.indexOf("## What to know"));
  const limits = [
    DEFAULT_LOOKUP_TIMEOUT_MS,
    LOOKUP_MARGIN_MS,
    MAX_ANSWER_BYTES,
    MAX_CACHED_ANSWERS,
    MAX_CACHED_LENGTH,
  ];
  for (const limit of limits) expect(section).toContain(limit.toLocaleString("en-GB"));
  expect(section).toContain(LOOKUP_KEY_NAME);
});

it("gives the limit of an event as it is", () => {
  expect(readme).toContain(MAX_EVENT_LENGTH.toLocaleString("en-GB"));
});
