// Does another team's repository work with the packages as they are installed by npm and by pnpm?
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { execute, type Manager, printed } from "../src/consumer.ts";
import { run } from "../src/run.ts";
import type { Manifest } from "../src/workspace.ts";

/** Prints whether the bundles of a trigger and of another function have the published text. */
const BUNDLES_FOREIGN = `
  import { bundleFunctions, bundleTrigger } from "@claimsmith/trigger/bundle";
  const bundles = [await bundleTrigger("foreign.js"), await bundleFunctions("foreign.js", ["handler"])];
  console.log(JSON.stringify(bundles.map(({ code }) => Buffer.from(code).includes("published"))));
`;

/** How many exports a module has, by `require` and by `import`. */
interface Counts {
  readonly required: number;
  readonly imported: number;
}

const ended = (exitCode: number) => expect.objectContaining({ exitCode });
const MANAGERS: readonly Manager[] = ["npm", "pnpm"];

describe.each(MANAGERS)("a project that installed with %s", (manager) => {
  const consumer = inject("consumers")[manager];
  const { directory, packages } = consumer;

  // The first thing that a team does; what follows reads policy.json.
  beforeAll(async () => {
    expect(await execute(consumer, "claimsmith", ["snapshot"])).toEqual(ended(0));
  });

  /** The modules that the packages export, as they are imported. */
  const modules = packages.flatMap((name) => {
    const path = join(directory, "node_modules", name, "package.json");
    const { exports } = JSON.parse(readFileSync(path, "utf8")) as Manifest;
    return Object.keys(exports).map((entry) => name + entry.slice(1));
  });

  it("loads every module by import and by require, with the same exports", async () => {
    const counts = await printed<Record<string, Counts>>(consumer, ["entries.cjs", ...modules]);
    expect(Object.keys(counts)).toEqual(modules);
    const differing = Object.entries(counts).filter(([, { imported, required }]) => imported !== required);
    expect(differing).toEqual([]);
    expect(Object.entries(counts).filter(([, { imported }]) => imported === 0)).toEqual([]);
  });

  it.each([
    ["check", ["check"]],
    ["preview", ["preview", "--persona", "kim", "--json"]],
    ["plan", ["plan", "--against", "policy.json"]],
    ["a fresh snapshot", ["snapshot", "--check"]],
    ["demo", ["demo", "--json"]],
  ])("runs claimsmith: %s", async (_, args) => {
    expect(await execute(consumer, "claimsmith", args)).toEqual(ended(0));
  });

  it("compiles for Node, with the types of libraries checked", async () => {
    expect(await execute(consumer, "tsc", ["-p", "tsconfig.json"])).toEqual(ended(0));
  });

  it("compiles for a bundler", async () => {
    expect(await execute(consumer, "tsc", ["-p", "tsconfig.bundler.json"])).toEqual(ended(0));
  });

  it.each(["tsconfig.json", "tsconfig.bundler.json"])(
    "compiles by %s with TypeScript 5.8 as well",
    async (config) => {
      const compiler = ["node_modules/oldest-typescript/bin/tsc", "--noEmit", "-p", config];
      expect(await run(directory, process.execPath, compiler)).toEqual(ended(0));
    },
  );

  it("does not compile where a scope or a claim is misspelt, and is told what was meant", async () => {
    const { stdout } = await execute(consumer, "tsc", ["-p", "tsconfig.misspelt.json", "--pretty", "false"]);
    const errors = [
      ...stdout.matchAll(/^misspelt\/misspelt\.ts\(.*: error (TS\d+): .*Did you mean '"?([^'"]*)/gm),
    ];
    expect(errors.map(([, code, meant]) => [code, meant])).toEqual([
      ["TS2820", "orders/read"],
      ["TS2551", "company"],
    ]);
    expect(stdout.match(/error TS/g)).toHaveLength(2);
  });

  it("bundles the trigger and runs the zip in a local pool, whose tokens the verifier accepts", async () => {
    expect(await printed(consumer, ["build/src/sign-in.js"])).toEqual({ machine: "200 all" });
  });

  it("tests its API with tokens of the testkit", async () => {
    expect(await printed(consumer, ["build/src/issue.js"])).toEqual({
      right: "200 c-8",
      expired: "401",
      withoutScope: "403",
    });
  });

  it("bundles the evaluator for a browser, where it needs nothing of Node", async () => {
    const args = ["src/page.ts", "--bundle", "--platform=browser", "--global-name=page", "--outfile=page.js"];
    expect(await execute(consumer, "esbuild", args)).toEqual(ended(0));
    const page = createContext({});
    runInContext(readFileSync(join(directory, "page.js"), "utf8"), page);
    const scopes = "page.decision.accessToken.scopesToAdd.slice().sort().join(' ')";
    expect(runInContext(scopes, page)).toBe("orders/read orders/write");
  });

  it("bundles what packages publish, also where one exports its sources by our condition", async () => {
    const folder = join(directory, "node_modules", "foreign");
    mkdirSync(folder);
    const exports = { "@claimsmith/source": "./missing.ts", default: "./index.js" };
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "foreign", type: "module", exports }));
    writeFileSync(join(folder, "index.js"), `export const handler = () => "published";`);
    writeFileSync(join(directory, "foreign.js"), `export { handler } from "foreign";`);
    expect(await printed(consumer, ["--input-type=module", "--eval", BUNDLES_FOREIGN])).toEqual([true, true]);
  });
});

describe("the project with the constructs", () => {
  it("synthesises a stack with the trigger", async () => {
    expect(await printed(inject("consumers").pnpm, ["build/stack/main.js"])).toEqual(
      expect.arrayContaining(["aws_cognito_user_pool", "aws_lambda_alias", "aws_lambda_permission"]),
    );
  });
});
