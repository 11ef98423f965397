// Does the real zip run as Lambda would run it: cold, warm, bounded, alone?
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import {
  type ChildProcessTriggerOptions,
  childProcessTrigger,
  LocalPoolError,
  type TriggerInvoker,
} from "../src/index.ts";
import { addUser, signIn, startWorld, verified } from "./world/world.ts";

/** A function that does what the event says. `count` shows how often this process has been called. */
const FUNCTION = `
let count = 0;
exports.handler = async (event, context) => {
  count += 1;
  switch (event.do) {
    case "throw": throw new Error("come back later");
    case "crash": return process.exit(3);
    case "hang": return new Promise(() => {});
    case "spin": for (;;) {}
    case "bigint": return { count: 1n };
    case "nothing": return;
    case "print": console.log("out line"); console.error("err line"); return { count };
    case "environment": return process.env;
    case "context": return { ...context, remaining: context.getRemainingTimeInMillis() };
    case "wait": await new Promise((resolve) => setTimeout(resolve, event.ms)); return { count, pid: process.pid };
    default: return { count, pid: process.pid, event };
  }
};
exports.callback = (event, context, callback) => callback(null, { called: "back" });
exports.callbackError = (event, context, callback) => callback(new Error("called back"));
exports.plain = () => ({ ignored: true });
exports.notAFunction = 7;
`;

function zipOf(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), "claimsmith-test-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const path = join(directory, "function.zip");
  const content = Object.entries(files).map(([name, text]) => [name, strToU8(text)]);
  writeFileSync(path, zipSync(Object.fromEntries(content)));
  return path;
}

function start(
  options: Partial<ChildProcessTriggerOptions> = {},
  files: Readonly<Record<string, string>> = { "index.js": FUNCTION },
): TriggerInvoker {
  const trigger = childProcessTrigger({ zipPath: zipOf(files), ...options });
  onTestFinished(() => trigger.close());
  return trigger;
}

describe("a function in a child process", () => {
  it("keeps its process between invocations", async () => {
    const trigger = start();
    const cold = await trigger.invoke({ n: 1 });
    const warm = await trigger.invoke({ n: 2 });
    expect(cold).toMatchObject({ count: 1, event: { n: 1 } });
    expect(warm).toMatchObject({ count: 2, event: { n: 2 }, pid: (cold as { pid: number }).pid });
    expect((cold as { pid: number }).pid).not.toBe(process.pid);
  });

  it.each([
    { what: "throws", event: { do: "throw" }, code: "TRIGGER_THREW", next: 2 },
    { what: "ends its process", event: { do: "crash" }, code: "TRIGGER_CRASHED", next: 1 },
    { what: "never answers", event: { do: "hang" }, code: "TRIGGER_TIMED_OUT", next: 1 },
    { what: "never yields", event: { do: "spin" }, code: "TRIGGER_TIMED_OUT", next: 1 },
    {
      what: "returns what JSON cannot express",
      event: { do: "bigint" },
      code: "TRIGGER_ANSWER_NOT_JSON",
      next: 2,
    },
  ])("fails with $code when it $what, and the next invocation works", async ({ event, code, next }) => {
    const trigger = start({ timeoutMs: 1500 });
    await expect(trigger.invoke(event)).rejects.toMatchObject({ name: "TriggerError", code });
    expect(await trigger.invoke({})).toMatchObject({ count: next });
  });

  it("counts the wait for a free process as time of the invocation", async () => {
    const trigger = start({ timeoutMs: 700, maxConcurrency: 1 });
    const both = await Promise.allSettled([trigger.invoke({ do: "hang" }), trigger.invoke({})]);
    const late = { status: "rejected", reason: { code: "TRIGGER_TIMED_OUT" } };
    expect(both).toMatchObject([late, late]);
    expect(await trigger.invoke({})).toMatchObject({ count: 1 });
  });

  it("answers null for nothing", async () => {
    expect(await start().invoke({ do: "nothing" })).toBeNull();
  });

  it("sees its own environment and Lambda's, and nothing of ours", async () => {
    process.env.CLAIMSMITH_CANARY = "canary";
    process.env.NODE_EXTRA_CA_CERTS = "/nowhere";
    onTestFinished(() => {
      delete process.env.CLAIMSMITH_CANARY;
      delete process.env.NODE_EXTRA_CA_CERTS;
    });
    const environment = { PARTNER_ID: "p-1", TZ: "UTC" };
    const trigger = start({ environment, functionName: "claims", region: "eu-north-1" });
    expect(await trigger.invoke({ do: "environment" })).toEqual({
      PARTNER_ID: "p-1",
      TZ: "UTC",
      LANG: "en_US.UTF-8",
      AWS_REGION: "eu-north-1",
      AWS_DEFAULT_REGION: "eu-north-1",
      AWS_EXECUTION_ENV: expect.stringMatching(/^AWS_Lambda_nodejs\d+\.x$/),
      AWS_LAMBDA_FUNCTION_NAME: "claims",
      AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "128",
      LAMBDA_TASK_ROOT: expect.any(String),
      _HANDLER: "index.handler",
    });
  });

  it("gets a context with the time that is left", async () => {
    const context = (await start({ timeoutMs: 4000 }).invoke({ do: "context" })) as Record<string, unknown>;
    expect(context).toMatchObject({
      functionName: "pre-token-generation",
      invokedFunctionArn: "arn:aws:lambda:eu-west-1:000000000000:function:pre-token-generation",
      awsRequestId: expect.any(String),
    });
    expect(context.remaining).toBeGreaterThan(0);
    expect(context.remaining).toBeLessThanOrEqual(4000);
  });

  it("has its lines collected", async () => {
    const lines: string[] = [];
    await start({ onLog: (line) => lines.push(line) }).invoke({ do: "print" });
    await vi.waitFor(() => expect([...lines].sort()).toEqual(["err line", "out line"]));
  });

  it("serves one invocation at a time in each process, and more processes at once", async () => {
    const trigger = start({ maxConcurrency: 2 });
    const event = { do: "wait", ms: 150 };
    const answers = (await Promise.all([1, 2, 3, 4].map(() => trigger.invoke(event)))) as { pid: number }[];
    expect(new Set(answers.map(({ pid }) => pid)).size).toBe(2);
    expect(answers.map((answer) => (answer as unknown as { count: number }).count).sort()).toEqual([
      1, 1, 2, 2,
    ]);
  });

  it("fails only the invocation of the process that crashed", async () => {
    const trigger = start({ maxConcurrency: 2 });
    const results = await Promise.allSettled([
      trigger.invoke({ do: "wait", ms: 200 }),
      trigger.invoke({ do: "crash" }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  });

  it.each([
    { what: "calls back", handler: "index.callback", answer: { called: "back" } },
    { what: "returns without a promise, as Lambda ignores it", handler: "index.plain", answer: null },
  ])("may be one that $what", async ({ handler, answer }) => {
    expect(await start({ handler }).invoke({})).toEqual(answer);
  });

  it("may call back with an error", async () => {
    await expect(start({ handler: "index.callbackError" }).invoke({})).rejects.toMatchObject({
      code: "TRIGGER_THREW",
      message: "called back",
    });
  });

  it.each([
    {
      what: "CommonJS in a folder",
      handler: "dist/app.run",
      file: "dist/app.js",
      source: "exports.run = async () => 1",
    },
    {
      what: "an ES module by its name",
      handler: "index.run",
      file: "index.mjs",
      source: "export const run = async () => 1",
    },
  ])("may be $what", async ({ handler, file, source }) => {
    expect(await start({ handler }, { [file]: source }).invoke({})).toBe(1);
  });

  it.each([
    { what: "no such module", handler: "other.handler", code: "TRIGGER_MISSING" },
    { what: "no such export", handler: "index.other", code: "TRIGGER_MISSING" },
    { what: "an export that is no function", handler: "index.notAFunction", code: "TRIGGER_MISSING" },
  ])("is missing where there is $what", async ({ handler, code }) => {
    await expect(start({ handler }).invoke({})).rejects.toMatchObject({ code });
  });

  it("crashes where its module does not load, and says why in its lines", async () => {
    const lines: string[] = [];
    const onLog = (line: string) => lines.push(line);
    const trigger = start({ onLog }, { "index.js": "throw new Error('broken module')" });
    await expect(trigger.invoke({})).rejects.toMatchObject({ code: "TRIGGER_CRASHED" });
    await vi.waitFor(() => expect(lines.join("\n")).toContain("broken module"));
  });

  it("is gone after close, with its directory and whatever was under way", async () => {
    const trigger = start();
    const { LAMBDA_TASK_ROOT: root } = (await trigger.invoke({ do: "environment" })) as Record<
      string,
      string
    >;
    expect(readdirSync(root ?? "")).toEqual(["index.js"]);
    const underWay = expect(trigger.invoke({ do: "hang" })).rejects.toMatchObject({
      code: "TRIGGER_CRASHED",
    });
    await trigger.close();
    await underWay;
    expect(() => readdirSync(root ?? "")).toThrow();
    await expect(trigger.invoke({})).rejects.toMatchObject({ code: "TRIGGER_CLOSED" });
    await trigger.close();
  });
});

describe("a zip that cannot be used", () => {
  const code = (make: () => unknown): unknown => {
    try {
      make();
    } catch (error) {
      return error instanceof LocalPoolError ? error.code : error;
    }
    return undefined;
  };

  it("is refused when the trigger is made", () => {
    const directory = mkdtempSync(join(tmpdir(), "claimsmith-test-"));
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    const noZip = join(directory, "no.zip");
    writeFileSync(noZip, "not a zip");
    expect(code(() => childProcessTrigger({ zipPath: noZip }))).toBe("ZIP_UNREADABLE");
    expect(code(() => childProcessTrigger({ zipPath: join(directory, "absent.zip") }))).toBe(
      "ZIP_UNREADABLE",
    );
  });

  it.each(["../escape.js", "/absolute.js", "a/../../escape.js", "a\\b.js"])(
    "is refused where the entry %s would leave its directory",
    (name) => {
      expect(code(() => childProcessTrigger({ zipPath: zipOf({ [name]: "x" }) }))).toBe("ZIP_UNREADABLE");
    },
  );

  it.each(["handler", "../index.handler", "index.", "a b.handler"])(
    "is refused with the handler %j",
    (handler) => {
      const zipPath = zipOf({ "index.js": FUNCTION });
      expect(code(() => childProcessTrigger({ zipPath, handler }))).toBe("HANDLER_NAME_INVALID");
    },
  );
});

describe("a pool with a zip as its trigger", () => {
  const TRIGGER = `
exports.handler = async (event) => {
  if (event.request.userAttributes.email.startsWith("crash")) process.exit(1);
  event.response = { claimsAndScopeOverrideDetails: {
    accessTokenGeneration: { claimsToAddOrOverride: { partner: process.env.PARTNER_ID } },
  } };
  return event;
};`;

  it("issues what the function in the zip says, and loses nobody else to a crash", async () => {
    const trigger = childProcessTrigger({
      zipPath: zipOf({ "index.js": TRIGGER }),
      environment: { PARTNER_ID: "p-1" },
    });
    const world = await startWorld({ trigger });
    await addUser(world, "pat@example.org");
    await addUser(world, "crash@example.org");
    const [pat, crash] = await Promise.allSettled([
      signIn(world, "pat@example.org"),
      signIn(world, "crash@example.org"),
    ]);
    expect(crash).toMatchObject({ status: "rejected", reason: { name: "UnexpectedLambdaException" } });
    expect(pat.status).toBe("fulfilled");
    const { accessToken } = await signIn(world, "pat@example.org");
    expect((await verified(world, accessToken)).partner).toBe("p-1");
  });
});
