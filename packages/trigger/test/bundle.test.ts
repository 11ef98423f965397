// Is what Lambda gets one small file that runs by itself, and always the same for the same source?
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { evaluablePart } from "@claimsmith/claims-policy/evaluator";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BUNDLE_HANDLER, bundleFunctions, bundleTrigger, type TriggerBundle } from "../src/bundle.ts";
import { FROM_SOURCE, runProgram } from "./run-node.ts";
import { deploymentOf, eventOf, outcomeOf } from "./worlds.ts";

/** The function of the example policy. */
const ENTRY = fileURLToPath(new URL("../../../apps/pre-token-generation/src/handler.ts", import.meta.url));

let bundle: TriggerBundle;
let code: string;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "claimsmith-bundle-test-"));
  bundle = await bundleTrigger(ENTRY);
  code = Buffer.from(bundle.code).toString();
});

afterAll(() => rm(directory, { recursive: true, force: true }));

/** Writes files into a folder of its own and gives the path of the first one. */
async function entryOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(directory, "entry-"));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return join(folder, Object.keys(files)[0] ?? "");
}

describe("the bundle of the example policy", () => {
  it("has at most 15,000 bytes, and 6,000 compressed", () => {
    expect(bundle.code.byteLength).toBeLessThanOrEqual(15_000);
    expect(gzipSync(bundle.code, { level: 9 }).byteLength).toBeLessThanOrEqual(6_000);
  });

  it("is CommonJS that asks for no module, neither when it is loaded nor later", () => {
    expect(code).toMatch(/\bexports\.handler=/);
    expect(code).not.toMatch(/\brequire\b|\bimport\b|^export /m);
  });

  it("carries nothing that the evaluation does not need", () => {
    expect(code).not.toMatch(/Read orders|Operators|resourceServers|callbackUrls|PolicyError/);
  });

  it("answers in a bare Node process as its source does", async () => {
    const folder = join(directory, "bare");
    await mkdir(folder);
    await writeFile(join(folder, "index.js"), bundle.code);
    const deployment = deploymentOf("orders");
    const event = eventOf({ event: "web, version 3" });
    const printed = await runProgram(BARE_PROGRAM, {
      programArguments: [join(folder, "index.js"), JSON.stringify(event)],
      environment: {
        CLAIMSMITH_CLIENTS: JSON.stringify(deployment.clients),
        CLAIMSMITH_SETTINGS: JSON.stringify(deployment.settings),
      },
    });
    const [line = "", result = ""] = printed.trim().split("\n");
    const { answer } = await outcomeOf(deployment, event);
    expect(JSON.parse(result)).toEqual({ modules: [join(folder, "index.js")], answer });
    expect(JSON.parse(line)).toMatchObject({ outcome: "issued", policyHash: deployment.snapshot.hash });
  });

  it("does not start without its environment", async () => {
    const exports = {};
    const lines: string[] = [];
    const stdout = { write: (line: string) => lines.push(line) };
    const globals = { exports, process: { env: {}, stdout } };
    expect(() => runInNewContext(code, { ...globals, TextEncoder })).toThrow(
      expect.objectContaining({ name: "TriggerError", code: "MISCONFIGURED" }),
    );
    expect(lines.map((line) => JSON.parse(line).code)).toEqual(["MISCONFIGURED"]);
    expect(exports).toEqual({});
  });
});

/** Loads the file, notes what is asked for on the way, lets the handler answer. */
const BARE_PROGRAM = `
  const { Module } = require("node:module");
  const load = Module._load;
  const modules = [];
  Module._load = (request, ...rest) => { modules.push(request); return load(request, ...rest); };
  const [file, event] = process.argv.slice(1);
  require(file).handler(JSON.parse(event)).then((answer) => console.log(JSON.stringify({ modules, answer })));
`;

describe("the zip", () => {
  it("has the one file that the handler setting names", () => {
    const files = unzipSync(bundle.zip);
    expect(Object.keys(files)).toEqual(["index.js"]);
    expect(BUNDLE_HANDLER).toBe("index.handler");
    expect(Buffer.from(files["index.js"] ?? [])).toEqual(Buffer.from(bundle.code));
  });

  it("lets everybody read the file, and has the first moment that a zip knows", () => {
    expect(centralEntry(bundle.zip)).toEqual({ system: 3, mode: 0o644, date: [1980, 1, 1], time: 0 });
  });

  it("has the same bytes when it is made again", async () => {
    const again = await bundleTrigger(ENTRY);
    expect(Buffer.from(again.zip).equals(bundle.zip)).toBe(true);
  });

  it.each(["UTC", "America/New_York", "Asia/Tokyo", "Pacific/Apia"])(
    "has the same bytes when it is made in the time zone %s and another folder",
    async (TZ) => {
      const module = new URL("../src/bundle.ts", import.meta.url).href;
      const program = `
        const [module, entry] = process.argv.slice(1);
        const { bundleTrigger } = await import(module);
        const { zip } = await bundleTrigger(entry);
        const offset = new Date(1980, 0, 1).getTimezoneOffset();
        console.log(JSON.stringify({ offset, zip: Buffer.from(zip).toString("base64") }));
      `;
      const printed = await runProgram(program, {
        nodeArguments: FROM_SOURCE,
        programArguments: [module, ENTRY],
        environment: { TZ },
        cwd: directory,
      });
      const { offset, zip } = JSON.parse(printed);
      const offsets = { UTC: 0, "America/New_York": 300, "Asia/Tokyo": -540, "Pacific/Apia": 660 };
      expect(offset).toBe(offsets[TZ as keyof typeof offsets]);
      expect(zip).toBe(Buffer.from(bundle.zip).toString("base64"));
    },
    30_000,
  );

  it("has the same bytes wherever the source lies, and others for another source", async () => {
    const source = "export const handler = async (event: unknown) => event;";
    const zips = [];
    for (const text of [source, source, `${source} // a comment`, source.replaceAll("event", "given")]) {
      zips.push((await bundleTrigger(await entryOf({ "handler.ts": text }))).zip);
    }
    const different = new Set(zips.map((zip) => Buffer.from(zip).toString("base64")));
    expect(different.size).toBe(1);
    const other = await bundleTrigger(
      await entryOf({ "handler.ts": "export const handler = async () => 1;" }),
    );
    expect(different).not.toContain(Buffer.from(other.zip).toString("base64"));
  });
});

/** Who made the first entry of a zip, and its mode and local time, as the central directory has them. (APPNOTE, 4.3.12) */
function centralEntry(zip: Uint8Array): unknown {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const at = Buffer.from(zip).indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  const date = view.getUint16(at + 14, true);
  return {
    system: view.getUint8(at + 5),
    time: view.getUint16(at + 12, true),
    date: [1980 + (date >> 9), (date >> 5) & 15, date & 31],
    mode: view.getUint32(at + 38, true) >>> 16,
  };
}

describe("bundleTrigger", () => {
  it("keeps of a policy.json what evaluates, and all of other JSON", async () => {
    const snapshot = deploymentOf("orders").snapshot;
    const other = { description: "not a snapshot", policy: { clients: {} } };
    const entry = await entryOf({
      "handler.ts": `import policy from "./policy.json"; import other from "./other.json"; export const handler = () => ({ policy, other });`,
      "policy.json": JSON.stringify(snapshot),
      "other.json": JSON.stringify(other),
    });
    const { code: bundled } = await bundleTrigger(entry);
    const exports = {} as { handler: () => unknown };
    runInNewContext(Buffer.from(bundled).toString(), { exports });
    expect(JSON.parse(JSON.stringify(exports.handler()))).toEqual({
      policy: { ...snapshot, policy: JSON.parse(JSON.stringify(evaluablePart(snapshot.policy))) },
      other,
    });
  });

  it.each([
    ["sources, for this test runs from source", {}, "of the source"],
    ["what the conditions say", { conditions: ["another"] }, "of the other"],
    ["what is published, where no condition holds", { conditions: [] }, "of the build"],
  ])("takes from packages %s", async (_, options, expected) => {
    const entry = await entryOf({ "handler.js": `export { handler } from "foreign";` });
    const folder = join(dirname(entry), "node_modules", "foreign");
    await mkdir(folder, { recursive: true });
    const exports = { "@claimsmith/source": "./source.js", another: "./other.js", default: "./build.js" };
    await writeFile(join(folder, "package.json"), JSON.stringify({ name: "foreign", exports }));
    for (const each of ["source", "other", "build"]) {
      await writeFile(join(folder, `${each}.js`), `export const handler = () => "of the ${each}";`);
    }
    const bundles = [await bundleTrigger(entry, options), await bundleFunctions(entry, ["handler"], options)];
    for (const { code } of bundles) expect(Buffer.from(code).toString()).toContain(expected);
  });

  it("rejects a source that does not compile, with file and line", async () => {
    const entry = await entryOf({ "broken.ts": "export const handler =\n  async () => {\n" });
    await expect(bundleTrigger(entry)).rejects.toMatchObject({
      errors: [{ location: { file: expect.stringContaining("broken.ts"), line: 3 } }],
    });
    await expect(bundleTrigger(entry)).rejects.toThrow(/broken\.ts:3/);
  });

  it("rejects a source whose import is missing, with file and line", async () => {
    const entry = await entryOf({
      "handler.ts": `\nimport { x } from "./missing.ts";\nexport const handler = () => x;`,
    });
    await expect(bundleTrigger(entry)).rejects.toMatchObject({
      errors: [{ location: { file: expect.stringContaining("handler.ts"), line: 2 } }],
    });
  });

  it("rejects a policy.json that is no JSON, and names it", async () => {
    const entry = await entryOf({
      "handler.ts": `import policy from "./policy.json"; export const handler = () => policy;`,
      "policy.json": "{",
    });
    await expect(bundleTrigger(entry)).rejects.toThrow(/policy\.json/);
  });

  it.each([
    ["is not there", "no-such-file.ts", undefined],
    ["exports no handler", "other.ts", "export const other = 1;"],
  ])("rejects an entry that %s", async (_, name, text) => {
    const entry = text === undefined ? join(directory, name) : await entryOf({ [name]: text });
    await expect(bundleTrigger(entry)).rejects.toThrow(new RegExp(name));
  });
});

describe("the code of look-ups", () => {
  const SOURCE = fileURLToPath(new URL("../src/index.ts", import.meta.url));
  const handlerOf = (policy: string) =>
    `import { createHandler, optionsFromEnvironment } from ${JSON.stringify(SOURCE)};
     export const handler = createHandler(${policy}, optionsFromEnvironment(process.env));`;
  const withPolicy = (name: string) =>
    entryOf({
      "handler.ts": `import policy from "./policy.json"; ${handlerOf("policy")}`,
      "policy.json": JSON.stringify(deploymentOf(name).snapshot),
    });
  const bundledCode = async (entry: string) => Buffer.from((await bundleTrigger(entry)).code).toString();

  it("is left out of the bundle of a policy without look-ups", async () => {
    const bundled = await bundledCode(await withPolicy("orders"));
    expect(bundled).toHaveLength(code.length);
    expect(bundled).not.toMatch(/dynamo|LOOKUP_TABLES|fetch|TIMED_OUT/i);
  });

  it("is in the bundle of a policy with look-ups, in twice the bytes, without a module to load", async () => {
    const bundled = await bundledCode(await withPolicy("members"));
    expect(bundled).toContain("DynamoDB_20120810.GetItem");
    expect(bundled.length).toBeLessThanOrEqual(30_000);
    expect(bundled).not.toMatch(/\brequire\b|\bimport\b|^export /m);
  });

  it("is in the bundle of a function whose policy is not in its source", async () => {
    const bundled = await bundledCode(
      await entryOf({ "handler.ts": handlerOf("JSON.parse(process.env.POLICY)") }),
    );
    expect(bundled).toContain("DynamoDB_20120810.GetItem");
  });
});

describe("the source of the function", () => {
  it("is ten lines at most", async () => {
    const text = await readFile(ENTRY, "utf8");
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(10);
  });
});
