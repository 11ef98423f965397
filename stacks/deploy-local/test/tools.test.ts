import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findTools } from "../src/tools.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tools-test-"));
  mkdirSync(join(folder, "bin"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const INIT_FAILS = 'if [ "$1" = init ]; then echo "Error: no mirror" >&2; exit 1; fi';

/** Looks for tools on a PATH with these programs, which are shell scripts, and nothing else but the system's own. */
function find(programs: Readonly<Record<string, string>>, variables = {}) {
  for (const [name, script] of Object.entries(programs)) {
    const path = join(folder, "bin", name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
  }
  const all = { PATH: join(folder, "bin"), HOME: folder, ...variables };
  return findTools({ folder: join(folder, "provider"), variables: all, log: () => {} });
}

describe("the tools of a machine", () => {
  it.each([
    ["everything that is not on PATH, in one line", {}, /^needs terraform on PATH, moto_server on PATH.*$/],
    ["moto alone where terraform is there", { terraform: "exit 0" }, /^needs moto_server on PATH.*$/],
    ["terraform alone where moto is there", { moto_server: "exit 0" }, /^needs terraform on PATH$/],
    [
      "the provider that terraform cannot install, and why",
      { terraform: INIT_FAILS, moto_server: "exit 0" },
      /^needs the provider hashicorp\/aws 5\.100\.0 \(Error: no mirror\)$/,
    ],
  ])("lack %s", async (_, programs, missing) => {
    expect(await find(programs)).toEqual({ missing: expect.stringMatching(missing) });
  });

  it("lack the program that TERRAFORM_BINARY_NAME names, by that name", async () => {
    const programs = { terraform: "exit 0", moto_server: "exit 0" };
    const found = await find(programs, { TERRAFORM_BINARY_NAME: "tofu" });
    expect(found).toEqual({ missing: "needs tofu on PATH" });
  });

  it("are complete where terraform installs the provider; commands then take it from there alone", async () => {
    const found = await find({ terraform: "exit 0", moto_server: "exit 0" });
    if (!("tools" in found)) throw new Error(found.missing);
    const { terraform, env } = found.tools;
    expect(terraform).toBe("terraform");
    const configuration = readFileSync(env.TF_CLI_CONFIG_FILE ?? "", "utf8");
    expect(configuration).toContain(join(folder, "provider/.terraform/providers"));
  });

  it.each([
    ["is taken where the file is there", "chosen.tfrc", true],
    ["is passed over where it is not", "missing.tfrc", false],
  ])("are found with a CLI configuration that %s", async (_, name, taken) => {
    writeFileSync(join(folder, "chosen.tfrc"), "");
    const seen = join(folder, "seen");
    const terraform = `if [ "$1" = init ]; then echo "$TF_CLI_CONFIG_FILE" > ${seen}; fi`;
    const chosen = join(folder, name);
    await find({ terraform, moto_server: "exit 0" }, { TF_CLI_CONFIG_FILE: chosen });
    expect(readFileSync(seen, "utf8").trim() === chosen).toBe(taken);
  });
});
