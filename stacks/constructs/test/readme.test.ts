// Does the README show code that runs?
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { deploy } from "../examples/main.ts";
import { GUARDRAILS } from "../src/index.ts";
import { BLUEPRINT } from "./small-pool.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const outdir = mkdtempSync(join(tmpdir(), "claimsmith-readme-"));
vi.stubEnv("CDKTF_OUTDIR", outdir);
afterAll(() => rmSync(outdir, { recursive: true }));

it("has the example as it stands in examples/", () => {
  const code = readFileSync(new URL("../examples/main.ts", import.meta.url), "utf8");
  expect(readme).toContain(`\`\`\`ts\n${code}\`\`\``);
});

it("has an example that is written for Terraform", async () => {
  const blueprint = {
    ...BLUEPRINT,
    groups: [],
  };
  await deploy(blueprint, "833d6c5bcf52", import.meta.filename);
  const written = JSON.parse(readFileSync(join(outdir, "stacks/identity-dev/cdk.tf.json"), "utf8"));
  expect(Object.keys(written.resource)).toEqual(
    expect.arrayContaining(["aws_cognito_user_pool", "aws_lambda_alias", "aws_lambda_permission"]),
  );
});

it("has an example whose refusals are listed, and end the process with 1", async () => {
  const printed = vi.spyOn(process.stderr, "write").mockImplementation(() => true);
  try {
    await deploy({ ...BLUEPRINT, groups: [] }, "833d6c5bcf52", "/nowhere/trigger.zip");
    expect(process.exitCode).toBe(1);
    expect(printed.mock.calls.flat().join("")).toMatch(
      /^refused, and nothing was written:\n {2}\[identity-dev\/trigger\] RELEASE_INCOMPLETE at /,
    );
  } finally {
    process.exitCode = 0;
  }
});

it("names every guardrail", () => {
  const rows = [...readme.matchAll(/^\| `([a-z-]+)` +\| refuses|^\| `([a-z]+(?:-[a-z]+)+)`/gm)];
  expect(rows.map(([, , name]) => name)).toEqual(Object.keys(GUARDRAILS));
});
